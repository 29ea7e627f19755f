// Package post is what is sent, once: from the envelopes of an approved run to
// one message in each practice's mailbox.
//
//	envelope   an envelope of the run → a message, built fresh from files that are checked first
//	check      practice, reference, digest, mailbox: all the same practice's, or the letter stays
//	server     name, connection, TLS, sign-in; the only door to the network
//	line       one message's conversation; answer: sent, refused, deferred or unknown;
//	           account: what is refused to whoever sends, and not to a practice
//	journal    its events: every intent and every answer, flushed to disk before the next step
//	chain      a file of lines, each bound to all before it, and locked while it is written
//	books      the record of sendings beside the project file, and what the profile knows
//	known      both as they are read; doubt: what is at odds with the journal; resolve: a person's word
//	elsewhere  what went from another folder of the same season, by the profile
//	standing   the journal → where each letter stands; what is owed
//	posting    a run as it is sent: what a later run has replaced or holds, what has gone;
//	           newer: what one that nobody has approved yet has otherwise
//	deliver    the round: pace, pauses, second tries, when to stop
//	copies     the team's archive and a practice's further addresses: messages of their own, behind the letters
//	together   a practice's several letters as one message, each accounted for by itself
//	resolve    what a person says of a letter: the table of words; printing: what goes by post
//	plan       who, how many, how long; and outbox: the same messages as files
//
// The rule that everything serves: an intent is on disk before the first word to
// the server, and a letter with an intent but no answer is unknown, which only a
// person resolves. So a letter may be named as unknown, but is never sent twice.
package post
