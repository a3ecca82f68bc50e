"""What names are made of: folding of spellings, people's names taken apart, word lists."""
