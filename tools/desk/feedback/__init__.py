"""`./deskbell feedback`: what people said of us, brought as a CSV file."""
