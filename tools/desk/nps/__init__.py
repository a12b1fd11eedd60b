"""`./deskbell nps`: answers to a survey, brought as a CSV file, and who is to be surveyed again."""
