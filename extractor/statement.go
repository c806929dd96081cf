package extractor

import "strings"

// Statement is one attribution: the article says that somebody said, wrote,
// thinks, wants, offered, refused or accused, or pointedly said nothing.
// Names (Speaker.Name, Speaker.For, Target, Via) are canonical; joint parties
// are joined by "; ".
type Statement struct {
	// ID is a hash of article, speaker and content: stable under
	// re-extraction and under edits elsewhere in the text.
	ID      string
	Article string
	// Source, Cue and Content are in the text's order. Content never
	// overlaps the statement's own Source and Cue and is never empty;
	// Source and Cue may be.
	Source, Cue, Content []Span
	Speaker              Party
	Stance               Stance
	Target               string
	Quote                Quote
	Certainty            Certainty
	Channel              Channel
	Via                  string
	// Within is the ID of the statement that reports this one, or empty.
	Within string
	// Rule is the name of the rule that found the statement.
	Rule string
}

// Party is a speaker as resolved over the whole article.
type Party struct {
	Name string
	Kind Kind
	// For is the organisation on whose behalf the speaker speaks; for an
	// organisation itself, and empty for people who speak for themselves.
	For string
}

// Kind is what sort of party a name stands for.
type Kind string

// The kinds of the statement specification.
const (
	Company      Kind = "company"
	Person       Kind = "person"
	Government   Kind = "government"
	Organisation Kind = "organisation"
	Group        Kind = "group"
	Document     Kind = "document"
	Unnamed      Kind = "unnamed"
	NoKind       Kind = "none"
)

// Stance is what a speaker does, never how anyone feels about it.
type Stance string

// The closed set of stances.
const (
	Accuse   Stance = "accuse"
	Deny     Stance = "deny"
	Admit    Stance = "admit"
	Confirm  Stance = "confirm"
	Offer    Stance = "offer"
	Decline  Stance = "decline"
	Demand   Stance = "demand"
	Threaten Stance = "threaten"
	Commit   Stance = "commit"
	Predict  Stance = "predict"
	Support  Stance = "support"
	Question Stance = "question"
	Silent   Stance = "silent"
	Say      Stance = "say"
)

// Stances lists the closed set in the order of the specification.
func Stances() []Stance {
	return []Stance{Accuse, Deny, Admit, Confirm, Offer, Decline, Demand, Threaten,
		Commit, Predict, Support, Question, Silent, Say}
}

// Quote tells how much of the content stands in quotation marks.
type Quote string

// Direct is nine tenths and more, Mixed some, Indirect none.
const (
	Direct   Quote = "direct"
	Mixed    Quote = "mixed"
	Indirect Quote = "indirect"
)

// Certainty tells how sure the speaker is, or how far the article keeps away.
type Certainty string

// Hedged is the speaker's own doubt, Alleged the article's distance.
const (
	Plain   Certainty = "plain"
	Hedged  Certainty = "hedged"
	Alleged Certainty = "alleged"
)

// Channel is how it was said, where the same paragraph tells it; empty where
// it doesn't: interview, letter, email, statement, press release, post,
// filing, report, call, briefing, video, memo.
type Channel string

// Words gives the content's own words, its pieces joined by " … ".
func (s Statement) Words(text string) string {
	pieces := make([]string, len(s.Content))
	for i, c := range s.Content {
		pieces[i] = strings.TrimSpace(text[c.Start:c.End])
	}
	return strings.Join(pieces, " … ")
}

// Mention is one name in a text, with the party it stands for.
type Mention struct {
	Span Span
	Kind Kind
	// Name is canonical: a person's fullest name in the article, a company's
	// usual name without legal suffix.
	Name string
}

// Reading is all that the extractor finds in one article.
type Reading struct {
	// Statements are in the order of the text; a statement that reports
	// another one precedes it.
	Statements []Statement
	// Companies are the canonical names of all companies mentioned, sorted.
	Companies []string
	Mentions  []Mention
}
