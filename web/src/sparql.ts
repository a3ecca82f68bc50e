// Yet to come.
