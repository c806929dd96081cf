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

// The fields that are searched and filtered by but not counted.
const (
	Words   Field = "words"   // the content; what a bare word asks for, with Title and Source
	Title   Field = "title"   // the article's
	Company Field = "company" // any company that the article mentions
	Source  Field = "source"  // the speaker's and party's name by their words
	Date    Field = "date"    // 2024-08-06, 2024-08-01..2024-08-31, >=2024-08-01
	In      Field = "in"      // an article's ID
)

// Facets lists the facets in the order in which people read them.
func Facets() []Field {
	return []Field{Party, Stance, Target, Speaker, Quote, Certainty, Channel, Via, Outlet, Kind, Month}
}

// named gives the field of a name, in any case.
func named(name string) (Field, bool) {
	f := Field(strings.ToLower(name))
	return f, slices.Contains(fields(), f)
}

func fields() []Field {
	return append(Facets(), Words, Title, Company, Source, Date, In)
}

func fieldList() string {
	var names []string
	for _, f := range fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func isFacet(f Field) bool { return slices.Contains(Facets(), f) }

// isText tells whether a field is searched by its words and not by its value.
func isText(f Field) bool { return f == Words || f == Title || f == Source }

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
// can't have it.
func canonical(f Field, value string) (v, reason string) {
	if f == Month {
		if t, err := time.Parse("2006-01", value); err != nil || t.Year() < 2 {
			return "", "a month is written 2024-08"
		}
		return value, ""
	}
	set := Closed(f)
	if set == nil {
		return value, ""
	}
	if low := strings.ToLower(value); slices.Contains(set, low) {
		return low, ""
	}
	return "", "there is no " + string(f) + " " + quoted(value) + "; it is one of " + strings.Join(set, ", ")
}
