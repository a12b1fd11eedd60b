"""Takes the documents' pictures of stories that it plays on a desk of its own."""
