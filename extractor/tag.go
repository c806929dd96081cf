package extractor

// tag is a coarse part of speech, enough for clauses and frames.
type tag uint8

const (
	other tag = iota // unknown, foreign, interjection
	noun
	name // proper noun
	verb // finite: base, past or third person (see form for which it may be)
	participle
	gerund
	infinitive
	modal
	auxiliary
	adjective
	adverb
	determiner
	pronoun
	possessive // 's, his, their
	preposition
	conjunction
	complementizer // that, whether, if as clause openers
	wh
	to
	number
	punctuation
)
