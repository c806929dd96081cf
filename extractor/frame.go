package extractor

// complement is what a cue takes as its content, and where it stands.
type complement uint8

const (
	noComplement complement = iota
	takesQuote
	takesThat
	takesClause
	takesWh
	takesIf
	takesInf
	takesGer
	takesNP
	takesAdj
	takesLike
	takesOf
	takesFor
	takesAgainst
	takesAbout
	takesTo
	takesOn
	takesWith
	takesAt
	takesAs
	takesOver
	takesFrom
	takesInto
	takesIn
	takesBy
	takesOut
	takesNone
	// with an object before the content: tell somebody that.
	objectThat
	objectClause
	objectInf
	objectWh
	objectQuote
	objectOf
	objectFor
	objectAbout
	complements // how many there are
)

// complementNames are the complements as frames.txt spells them.
var complementNames = [complements]string{
	takesQuote: "quote", takesThat: "that", takesClause: "clause", takesWh: "wh", takesIf: "if",
	takesInf: "inf", takesGer: "ger", takesNP: "np", takesAdj: "adj", takesLike: "like",
	takesOf: "of", takesFor: "for", takesAgainst: "against", takesAbout: "about", takesTo: "to",
	takesOn: "on", takesWith: "with", takesAt: "at", takesAs: "as", takesOver: "over",
	takesFrom: "from", takesInto: "into", takesIn: "in", takesBy: "by", takesOut: "out", takesNone: "none",
	objectThat: "obj.that", objectClause: "obj.clause", objectInf: "obj.inf", objectWh: "obj.wh",
	objectQuote: "obj.quote", objectOf: "obj.of", objectFor: "obj.for", objectAbout: "obj.about",
}

// prepositional maps a preposition to the complement that it opens.
var prepositional = map[string]complement{
	"of": takesOf, "for": takesFor, "against": takesAgainst, "about": takesAbout, "to": takesTo,
	"on": takesOn, "with": takesWith, "at": takesAt, "as": takesAs, "over": takesOver,
	"from": takesFrom, "into": takesInto, "in": takesIn, "by": takesBy, "upon": takesOn,
	"toward": takesTo, "towards": takesTo, "out": takesOut, "regarding": takesAbout, "like": takesLike,
}

// frame is one way in which cues are used: a block of frames.txt.
type frame struct {
	name      string
	lemma     string
	stance    Stance
	certainty Certainty
	// target tells where the stance's target stands: "object", a preposition,
	// or empty for none.
	target string
	// trust is added to the score of matches that use the frame, by the
	// complement that carries the content.
	trust *[complements]float64
}

// cueWord is what a word form may be as a cue.
type cueWord struct {
	lemma string
	// form is what forms of the verb the word may be; zero for none.
	form wordForm
	// verb, noun and adjective hold a frame for each complement taken.
	verb, noun, adjective *uses
	// phrasal are the verbs that the word makes with a particle after it.
	phrasal []phrasal
}

// phrasal is a verb of two words: turn down.
type phrasal struct {
	particle string
	lemma    string
	uses     *uses
}

// uses holds a word's frame for each complement that it takes.
type uses [complements]*frame
