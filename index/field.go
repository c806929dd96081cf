package index

import (
	"slices"
	"strings"
	"time"

	"onrecord/extractor"
)

// Field is a name that the query language knows before a colon.
type Field string

// The facets: fields that are counted, filtered by and shown.
const (
	Party     Field = "party"   // for, else the speaker; joint parties count each
	Speaker   Field = "speaker" // who said it
	Stance    Field = "stance"
	Target    Field = "target"
	Quote     Field = "quote"
	Certainty Field = "certainty"
	Channel   Field = "channel"
	Via       Field = "via"
	Outlet    Field = "outlet"
	Kind      Field = "kind"
	Month     Field = "month" // of publication, 2024-08
)

// The fields that are searched by their words.
const (
	Content Field = "content" // what is said
	Source  Field = "source"  // who says it: the speaker's and party's names, and the article's words for them
	Cue     Field = "cue"     // the words for the saying: told reporters
	Title   Field = "title"   // the article's
	Lead    Field = "lead"    // the article's opening (see Article.Lead)
	Text    Field = "text"    // the article's
)

// The fields that are filtered by and neither counted nor searched by words.
const (
	Company     Field = "company"   // any company that the article mentions
	Rule        Field = "rule"      // the rule that found the statement
	InArticle   Field = "article"   // an article's ID
	InStory     Field = "story"     // an Article.Story
	InUtterance Field = "utterance" // an Entry.Utterance
	Date        Field = "date"      // 2024-08-06, 2024-08-01..2024-08-31, >=2024-08-01
	Since       Field = "since"     // 2024-08-01, or P7D: within seven days
	Until       Field = "until"
	In          Field = "in" // in:headline a: a word of another field, the way people say it
)

// Facets lists the facets in the order in which people read them.
func Facets() []Field {
	return []Field{Party, Stance, Target, Speaker, Quote, Certainty, Channel, Via, Outlet, Kind, Month}
}

// Bare lists the fields that a word without a field is looked for in.
func Bare(of Document) []Field {
	if of == Articles {
		return []Field{Text, Title}
	}
	return []Field{Content, Title, Source}
}

// OfArticle tells whether a field belongs to articles alone: a statement has
// it from its article.
func (f Field) OfArticle() bool { return f == Text || f == Lead || f == InStory }

// OfStatement tells whether a field belongs to statements alone: an article
// has it from any of its statements.
func (f Field) OfStatement() bool {
	return f == Content || f == Source || f == Cue || f == Rule || f == InUtterance
}

// named gives the field of a name or of its other name, in any case.
func named(name string) (Field, bool) {
	f := Field(strings.ToLower(name))
	switch f {
	case "words":
		f = Content
	case "headline":
		f = Title
	}
	return f, slices.Contains(fields(), f)
}

func fields() []Field {
	return append(Facets(), Content, Source, Cue, Title, Lead, Text, Company, Rule, InArticle, InStory, InUtterance, Date, Since, Until, In)
}

func fieldList() string { return strings.Join(texts(fields()), ", ") }

func isFacet(f Field) bool { return slices.Contains(Facets(), f) }

func isDate(f Field) bool { return f == Date || f == Since || f == Until }

// isText tells whether a field is searched by its words and not by its value.
func isText(f Field) bool {
	return slices.Contains([]Field{Content, Source, Cue, Title, Lead, Text}, f)
}

// isOpen tells whether a field's values may be asked for by their beginning.
func isOpen(f Field) bool {
	return f == Company || f == Rule || isFacet(f) && f != Month && Closed(f) == nil
}

// Closed gives the values of a field with a closed set, nil for any other.
func Closed(f Field) []string {
	switch f {
	case Stance:
		return texts(extractor.Stances())
	case Quote:
		return texts([]extractor.Quote{extractor.Direct, extractor.Mixed, extractor.Indirect})
	case Certainty:
		return texts([]extractor.Certainty{extractor.Plain, extractor.Hedged, extractor.Alleged})
	case Kind:
		return texts([]extractor.Kind{extractor.Company, extractor.Person, extractor.Government,
			extractor.Organisation, extractor.Group, extractor.Document, extractor.Unnamed, extractor.NoKind})
	case Channel:
		return []string{"interview", "letter", "email", "statement", "press release", "post",
			"filing", "report", "call", "briefing", "video", "memo"}
	}
	return nil
}

func texts[T ~string](values []T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}

// canonical gives a value as the index holds it, or the reason why the field
// can't have it, and a value that may be meant.
func canonical(f Field, value string) (v, reason, meant string) {
	if f == Month {
		if t, err := time.Parse("2006-01", value); err != nil || t.Year() < 2 {
			return "", "a month is written 2024-08", looseMonth(value)
		}
		return value, "", ""
	}
	set := Closed(f)
	if set == nil {
		return value, "", ""
	}
	if low := strings.ToLower(value); slices.Contains(set, low) {
		return low, "", ""
	}
	reason = "there is no " + string(f) + " " + quoted(value)
	if meant = Nearest(value, set); meant != "" {
		reason += "; did you mean " + meant + "?"
		return "", reason, meant
	}
	return "", reason + "; it is one of " + strings.Join(set, ", "), ""
}
