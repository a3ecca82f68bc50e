"""The commands of the command line, each thin: it parses options, calls the library, prints."""
