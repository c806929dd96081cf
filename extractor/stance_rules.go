package extractor

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// stanceRule is a block of stance.txt.
type stanceRule struct {
	name   string
	where  rulePlace
	stance Stance
	// denied is the stance where the cue is negated; empty where the rule
	// doesn't hold then.
	denied Stance
	// patterns are tried in order.
	patterns []pattern
	// subject tells whose act a clause must be: self, you, other, any.
	subject string
	// negated tells whether a clause must be negated, or may be (either).
	negated string
	// cue holds base forms one of which must be in the cue.
	cue map[string]bool
	// first limits the rule to the content's first sentence.
	first bool
	// needs is "party" where the content must name one or point to one.
	needs string
	// target tells where the stance's target stands.
	target string
	// opening holds the words that the patterns may begin with; open is set
	// where one begins with more.
	opening wordSet
	open    bool
	line    int
	yes     []example
	no      []example
}

// rulePlace is where a rule looks.
type rulePlace uint8

const (
	atCue rulePlace = iota + 1
	inClause
	anywhere
)

// readStances reads word sets and rules. Blocks are parted by blank lines:
//
//	set NAME       words ...
//	rule NAME      at cue|clause|content, stance S, match PATTERN, yes, no
func (l *labelBook) readStances(files fs.FS, name string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var r *stanceRule
	var set map[string]bool
	scan := bufio.NewScanner(strings.NewReader(string(data)))
	for n := 1; scan.Scan(); n++ {
		key, rest, _ := strings.Cut(strings.TrimSpace(scan.Text()), " ")
		rest = strings.TrimSpace(rest)
		switch {
		case key == "" || key[0] == '#':
			continue
		case key == "set":
			if l.sets[rest] != nil {
				return fmt.Errorf("%s:%d: set %q is there twice", name, n, rest)
			}
			set, r = map[string]bool{}, nil
			l.sets[rest] = set
		case key == "rule":
			r, set = &stanceRule{name: rest, line: n, subject: "any"}, nil
			l.rules = append(l.rules, r)
		case key == "words" && set != nil:
			for _, w := range strings.Fields(rest) {
				set[w] = true
			}
		case r != nil:
			if err := l.ruleLine(r, key, rest, n); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
		default:
			return fmt.Errorf("%s:%d: unknown line %q", name, n, key)
		}
	}
	if err := scan.Err(); err != nil {
		return err
	}
	return l.arrange(name)
}

// ruleLine reads one line of a rule's block.
func (l *labelBook) ruleLine(r *stanceRule, key, rest string, n int) error {
	switch key {
	case "at":
		at := slices.Index([]string{"", "cue", "clause", "content"}, rest)
		if at < 1 {
			return fmt.Errorf("unknown place %q", rest)
		}
		r.where = rulePlace(at)
	case "stance":
		r.stance = Stance(rest)
	case "denied":
		r.denied = Stance(rest)
	case "subject":
		r.subject = rest
	case "negated":
		r.negated = rest
	case "target":
		r.target = rest
	case "cue":
		r.cue = set(rest)
	case "first":
		r.first = true
	case "needs":
		r.needs = rest
	case "words":
		for _, w := range strings.Fields(rest) {
			it := item{words: []string{w}}
			it.any.add(l.lexicon.of(w))
			r.patterns = append(r.patterns, pattern{it})
		}
	case "match":
		p, err := l.pattern(rest)
		if err != nil {
			return err
		}
		r.patterns = append(r.patterns, p)
	case "yes":
		r.yes = append(r.yes, example{n, rest})
	case "no":
		r.no = append(r.no, example{n, rest})
	default:
		return fmt.Errorf("unknown line %q", key)
	}
	return nil
}

// arrange checks the rules and sorts them to where they look.
func (l *labelBook) arrange(name string) error {
	names := map[string]bool{}
	for _, r := range l.rules {
		switch {
		case names[r.name]:
			return fmt.Errorf("%s:%d: rule %q is there twice", name, r.line, r.name)
		case !slices.Contains(Stances(), r.stance):
			return fmt.Errorf("%s:%d: unknown stance %q", name, r.line, r.stance)
		case r.where == 0 || len(r.patterns) == 0:
			return fmt.Errorf("%s:%d: rule %q looks nowhere", name, r.line, r.name)
		}
		names[r.name] = true
		switch r.where {
		case atCue:
			index(l.cues, r)
		case anywhere:
			r.begin()
		}
	}
	return nil
}

// begin notes what the rule's patterns may begin with.
func (r *stanceRule) begin() {
	for _, p := range r.patterns {
		r.opening.join(p[0].any)
		r.open = r.open || p[0].not || p[0].form != noForm
	}
}

// index files a rule under the words that its patterns may begin with.
func index(by map[string][]*stanceRule, r *stanceRule) {
	add := func(w string) {
		if rules := by[w]; len(rules) == 0 || rules[len(rules)-1] != r {
			by[w] = append(by[w], r)
		}
	}
	for _, p := range r.patterns {
		for _, w := range p[0].words {
			add(w)
		}
		for _, set := range p[0].sets {
			for w := range set {
				add(w)
			}
		}
	}
}
