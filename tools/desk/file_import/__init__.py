"""How a CSV file of many small things (answers, feedback) is brought to the desk, row by row."""
