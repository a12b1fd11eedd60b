"""`./deskbell inventory`: the laptops that offices lend, as a CSV file in and out."""
