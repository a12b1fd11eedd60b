"""`./deskbell workflow`: the catalogue of workflows on its authors' machine, before a push."""
