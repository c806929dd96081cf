package extractor

// abbreviation tells whether the full stop that follows t belongs to it.
func (z *tokenizer) abbreviation(t token) bool {
	if t.shape.is(mark | clipped | dotted) {
		return false
	}
	switch shortened[t.lower] {
	case anyCase:
		return true
	case capitalised:
		return t.shape.is(capital)
	case beforeNumber:
		return numberFollows(z.text[t.end:])
	}
	if t.end-t.start == 1 {
		return t.shape.is(capital) && t.lower != "i"
	}
	return initials(t.lower)
}

// numberFollows tells whether rest is ". 5" or ".5".
func numberFollows(rest string) bool {
	for i := 1; i < len(rest) && i < 3; i++ {
		if '0' <= rest[i] && rest[i] <= '9' {
			return true
		}
	}
	return false
}

// initials tells whether s is single letters parted by full stops: u.s, a.m.
func initials(s string) bool {
	if len(s) < 3 || len(s)%2 == 0 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if i%2 == 1 && s[i] != '.' || i%2 == 0 && (s[i] < 'a' || s[i] > 'z') {
			return false
		}
	}
	return true
}

// carriesOn tells whether an abbreviation stands before what it belongs to,
// as a title before a name does, so that no sentence ends with it.
func carriesOn(lower string) bool {
	switch lower {
	case "mr.", "mrs.", "ms.", "dr.", "prof.", "sen.", "sens.", "rep.", "reps.", "gov.", "govs.",
		"gen.", "lt.", "col.", "capt.", "cmdr.", "sgt.", "maj.", "adm.", "rev.", "hon.", "pres.",
		"st.", "vs.", "v.", "e.g.", "i.e.", "no.", "nos.", "ft.", "mt.", "supt.", "atty.", "det.",
		"messrs.", "mme.", "fr.":
		return true
	}
	return len(lower) == 2
}

// spelling says when a shortened word takes the full stop that follows it.
type spelling uint8

const (
	anyCase spelling = iota + 1
	capitalised
	beforeNumber
)

// shortened lists the abbreviations of news text without their full stops.
var shortened = map[string]spelling{
	"mr": anyCase, "mrs": anyCase, "ms": capitalised, "dr": anyCase, "prof": anyCase,
	"messrs": anyCase, "mme": capitalised, "fr": capitalised,
	"sen": capitalised, "sens": capitalised, "rep": capitalised, "reps": capitalised,
	"gov": capitalised, "govs": capitalised, "gen": capitalised, "lt": capitalised,
	"col": capitalised, "capt": capitalised, "cmdr": capitalised, "sgt": capitalised,
	"maj": capitalised, "adm": capitalised, "rev": capitalised, "hon": capitalised,
	"pres": capitalised, "supt": capitalised, "atty": capitalised, "det": capitalised,
	"jr": capitalised, "sr": capitalised, "esq": capitalised, "st": capitalised,
	"ft": capitalised, "mt": capitalised, "ave": capitalised, "blvd": capitalised,
	"inc": anyCase, "corp": anyCase, "co": capitalised, "cos": capitalised, "ltd": anyCase,
	"llc": anyCase, "plc": anyCase, "bros": capitalised, "assn": capitalised, "dept": capitalised,
	"univ": capitalised, "intl": capitalised,
	"vs": anyCase, "etc": anyCase, "e.g": anyCase, "i.e": anyCase, "approx": anyCase, "est": capitalised,
	"no": beforeNumber, "nos": beforeNumber, "p": beforeNumber, "pp": beforeNumber,
	"sec": beforeNumber, "art": beforeNumber, "v": anyCase,
	"jan": capitalised, "feb": capitalised, "aug": capitalised, "sept": capitalised, "sep": capitalised,
	"oct": capitalised, "nov": capitalised, "dec": capitalised, "mar": beforeNumber, "apr": capitalised,
	"jun": beforeNumber, "jul": beforeNumber,
	"ala": capitalised, "ariz": capitalised, "ark": capitalised, "calif": capitalised, "colo": capitalised,
	"conn": capitalised, "del": capitalised, "fla": capitalised, "ga": capitalised, "ill": capitalised,
	"ind": capitalised, "kan": capitalised, "ky": capitalised, "la": capitalised, "md": capitalised,
	"mass": capitalised, "mich": capitalised, "minn": capitalised, "miss": capitalised, "mo": capitalised,
	"mont": capitalised, "neb": capitalised, "nev": capitalised, "okla": capitalised, "ore": capitalised,
	"pa": capitalised, "tenn": capitalised, "tex": capitalised, "va": capitalised, "vt": capitalised,
	"wash": capitalised, "wis": capitalised, "wyo": capitalised, "ph.d": anyCase,
}
