"""Questions for a person, and their answers as rows of the corrections file."""
