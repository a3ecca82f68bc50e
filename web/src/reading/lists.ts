// Entities and documents as lists: all of a type, all documents, what was found.
