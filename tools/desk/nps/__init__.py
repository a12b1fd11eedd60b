"""`./deskbell nps`: answers to a survey, brought as a CSV file."""
