package extractor

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed names/*.txt
var embeddedNames embed.FS

// lexical says what a word by itself may be in a name.
type lexical uint64

const (
	maleGiven lexical = 1 << iota
	femaleGiven
	eitherGiven
	surnameWord
	titleWord
	roleWord
	particleWord
	suffixWord
	legalWord
	companyWord
	governmentWord
	organisationWord
	thingWord
	monthWord
	initialsWord
	functionWord
	englishWord
	pressWord
	documentWord
	ownWord
	personalWord
	measuredWord
	spokesWord
	officialWord
	humanWord
	quantityWord
	privateWord
	headWord
	placeRole
	businessWord
	speechWord
	owningWord
	countingWord
	servesWord
	leadsWord
)

const (
	givenWord = maleGiven | femaleGiven | eitherGiven
	shapeWord = legalWord | companyWord | governmentWord | organisationWord | pressWord
)

// sections maps the headings of the word files to what they say.
func sections() map[string]lexical {
	return map[string]lexical{
		"male": maleGiven, "female": femaleGiven, "either": eitherGiven, "surname": surnameWord,
		"title": titleWord, "role": roleWord, "name-particle": particleWord, "name-suffix": suffixWord,
		"legal": legalWord, "company": companyWord, "government": governmentWord,
		"organisation": organisationWord, "thing": thingWord, "month": monthWord,
		"initials": initialsWord, "function": functionWord, "word": englishWord,
		"press": pressWord, "document": documentWord, "own": ownWord, "personal": personalWord,
		"measured": measuredWord, "spokes": spokesWord, "officials": officialWord, "human": humanWord,
		"quantity": quantityWord, "private": privateWord, "heads": headWord, "statesman": placeRole,
		"business": businessWord, "speech": speechWord, "owning": owningWord, "count": countingWord,
		"serves": servesWord, "leads": leadsWord,
	}
}

// word is what is known of a single word: what it may be, and its number in
// the gazetteer, from 1.
type word struct {
	is lexical
	id int32
}

// nameBook holds what is known about names: what single words may be, and the
// gazetteer of names of several words.
type nameBook struct {
	words map[string]word
	gazetteer
	// nouns gives for "airline", "tech giant" the traits of who may be meant.
	nouns map[string][]string
}

// loadNames reads the embedded names and adds those of the folder names of the
// rule book in use.
func loadNames(files fs.FS) (*nameBook, error) {
	b := &nameBook{words: make(map[string]word, 1<<17), nouns: make(map[string][]string)}
	b.gazetteer.init()
	own, err := fs.Sub(embeddedNames, "names")
	if err != nil {
		return nil, fmt.Errorf("open embedded names: %w", err)
	}
	if err := b.read(own); err != nil {
		return nil, err
	}
	if more, err := fs.Sub(files, "names"); err == nil {
		if err := b.read(more); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// read takes in the files of a folder. The first file that names a party
// decides, so what is written by hand precedes what is generated.
func (b *nameBook) read(files fs.FS) error {
	for _, f := range []struct {
		name string
		read func(text string) error
	}{
		{"shapes.txt", b.readWords}, {"phrases.txt", b.readWords}, {"people.txt", b.readWords}, {"given.txt", b.readWords},
		{"surnames.txt", b.readWords}, {"words.txt", b.readWords}, {"nouns.txt", b.readNouns},
		{"places.txt", b.readPlaces},
		{"companies.txt", b.reader(Company, false)}, {"outlets.txt", b.reader(Organisation, true)},
		{"agencies.txt", b.reader(Government, false)}, {"organisations.txt", b.reader(Organisation, false)},
		{"listed.txt", b.reader(Company, false)}, {"press.txt", b.reader(Organisation, true)},
	} {
		text, err := fs.ReadFile(files, f.name)
		if err != nil {
			if len(b.entries) > 0 && errors.Is(err, fs.ErrNotExist) {
				continue // a folder of additions need not have every file
			}
			return fmt.Errorf("read names: %w", err)
		}
		if err := f.read(string(text)); err != nil {
			return fmt.Errorf("read names: %s:%w", f.name, err)
		}
	}
	return nil
}

// lines calls do with each line that is neither empty nor a comment.
func lines(text string, do func(line string) error) error {
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%d: %w", number, err)
		}
	}
	return nil
}

func (b *nameBook) readWords(text string) error {
	known := sections()
	var is lexical
	return lines(text, func(line string) error {
		if rest, ok := strings.CutPrefix(line, "["); ok {
			heading, after, _ := strings.Cut(rest, "]")
			if is = known[heading]; is == 0 {
				return fmt.Errorf("unknown section %q", heading)
			}
			line = after
		}
		for form := range strings.FieldsSeq(line) {
			form = strings.TrimSuffix(form, ".")
			w := b.words[form]
			w.is |= is
			b.words[form] = w
		}
		return nil
	})
}

func (b *nameBook) readNouns(text string) error {
	return lines(text, func(line string) error {
		phrase, traits, ok := strings.Cut(line, "|")
		if !ok {
			return fmt.Errorf("no traits for %q", line)
		}
		b.nouns[strings.TrimSpace(phrase)] = list(traits)
		return nil
	})
}

func (b *nameBook) readPlaces(text string) error {
	heading := ""
	return lines(text, func(line string) error {
		if strings.HasPrefix(line, "[") {
			heading = strings.Trim(line, "[]")
			return nil
		}
		for _, name := range list(line) {
			b.add(name, entry{name: name, kind: placeKind(heading), traits: []string{heading}})
		}
		return nil
	})
}

// list splits at commas and drops what is empty.
func list(s string) []string {
	var out []string
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// look finds what is known of each token as a word.
func (b *nameBook) look(tokens []token) []word {
	out := make([]word, len(tokens))
	for i := range tokens {
		out[i] = b.wordOf(tokens[i].lower)
	}
	return out
}

// has tells whether a word stands under one of the headings what.
func (b *nameBook) has(form string, what lexical) bool { return b.words[form].is&what != 0 }

// wordOf finds a word, an abbreviation with or without its point. What is
// joined by hyphens begins as its first part does and ends as its last.
func (b *nameBook) wordOf(form string) word {
	w, ok := b.words[form]
	if ok {
		return w
	}
	form = strings.TrimSuffix(form, ".")
	if w, ok = b.words[form]; ok {
		return w
	}
	if plain := unaccented(form); plain != form {
		if w, ok = b.words[plain]; ok {
			return w
		}
		form = plain
	}
	for _, domain := range [...]string{".com", ".org", ".net"} {
		if host, ok := strings.CutSuffix(form, domain); ok {
			return b.words[host]
		}
	}
	if one, ok := strings.CutSuffix(form, "s"); ok && len(one) > 4 {
		w.id = b.words[one].id // some Hiltons, two Boeings
	}
	if surnameLike(form) {
		w.is |= surnameWord
	}
	if first, rest, ok := strings.Cut(form, "-"); ok {
		last := rest[strings.LastIndexByte(rest, '-')+1:]
		w.is = b.words[first].is&givenWord | b.words[last].is&(surnameWord|shapeWord|roleWord)
	}
	return w
}

// english tells whether a word is one of the language, a regular form of
// another, or a form of such a form (quarterly, of quarter, of quart).
func (b *nameBook) english(w string) bool { return b.formOf(w, 2) }

func (b *nameBook) formOf(w string, steps int) bool {
	if b.words[w].is&(englishWord|functionWord) != 0 {
		return true
	}
	if steps == 0 {
		return false
	}
	for _, ending := range [...]string{"s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness"} {
		stem, ok := strings.CutSuffix(w, ending)
		if !ok || len(stem) < 3 {
			continue
		}
		if b.formOf(stem, steps-1) || ending == "ing" && b.words[stem+"e"].is&englishWord != 0 {
			return true
		}
	}
	return false
}

// accents pairs letters with the ones they are built on.
const accents = "áaàaâaäaãaåaăaāaąaçcćcčcďdđdéeèeêeëeēeęeěeğgíiìiîiïiīiıiłlñnńnňnóoòoôoöoõoøoōoőořrśsšsşsșsťtţtțtúuùuûuüuūuůuűuýyÿyžzźzżz"

// unaccented gives a word without its accents.
func unaccented(form string) string {
	ascii := true
	for i := 0; i < len(form); i++ {
		ascii = ascii && form[i] < 0x80
	}
	if ascii {
		return form
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if at := strings.IndexRune(accents, r); at >= 0 {
			return rune(accents[at+len(string(r))])
		}
		return r
	}, form)
}

// surnameLike tells by its ending whether an unknown word is likely to be a
// surname.
func surnameLike(w string) bool {
	if len(w) < 6 {
		return false
	}
	for _, ending := range [...]string{"ov", "ova", "ev", "eva", "sky", "ski", "ska", "skaya", "enko", "chuk", "vich", "wicz", "czyk", "sson", "ssen", "sen", "stein",
		"berg", "mann", "baum", "feld", "opoulos", "idis", "akis", "escu", "yan", "oglu", "shvili", "adze", "ian", "inski", "etti", "elli", "ucci", "quez", "guez", "ndez"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}
