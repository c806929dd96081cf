package index

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
	Words   Field = "words"   // the content; what a bare word asks for, with Title
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
