"""For admins: what becomes of the table that a removed desk leaves behind, data and all."""
