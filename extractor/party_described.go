package extractor

import (
	"slices"
	"strings"
)

// described finds the member that "the airline", "the Atlanta-based carrier"
// or "the tech giant" means, or -1.
func (r *resolver) described(s stretch, head int) int32 {
	traits := r.nounTraits(s.Start, head)
	if traits == nil {
		return -1
	}
	special, general := divide(traits)
	switch first := r.d.tokens[s.Start].lower; {
	case first == "the" || first == "this" || first == "that" || s.Start == head && r.d.tokens[head].form != formNNS:
	case first == "your":
		return r.cast.find(r.addressee(s.Start).For)
	case (first == "a" || first == "an") && special != nil && r.lastBefore(s.Start, special) < 0:
		return r.organisationAfter(head, special)
	default:
		return -1
	}
	for i := s.Start + 1; i < head; i++ {
		if lower := r.d.tokens[i].lower; lower == "'s" || lower == "'" {
			// The federation's panel is not what a federation is called, the
			// company's website is the company's own.
			if kindOfTraits(traits) == Company {
				return r.owner(s, head)
			}
			return -1
		}
	}
	if home := r.home(s, head); home != "" {
		if n := r.at(home, traits); n >= 0 {
			return n
		}
		return r.homeless(s.Start, traits)
	}
	for _, some := range [...][]string{special, general} {
		if some == nil {
			continue
		}
		if n := r.lastBefore(s.Start, some); n >= 0 {
			return n
		}
	}
	if n := r.most(func(m *member) bool { return r.meant(m, traits) }); n >= 0 || len(special) > 0 || general[0] != string(Organisation) {
		return n
	}
	return r.lastBefore(s.Start, []string{string(Company)}) // the organization
}

// divide parts what is special in traits (airline, union) from kinds of
// party (company).
func divide(traits []string) (special, general []string) {
	for _, t := range traits {
		switch Kind(t) {
		case Company, Government, Organisation:
			general = append(general, t)
		default:
			special = append(special, t)
		}
	}
	return special, general
}

// nounTraits finds the traits of the longest phrase that ends at head.
func (r *resolver) nounTraits(from, head int) []string {
	for start := max(from, head-2); start <= head; start++ {
		words := make([]string, 0, 3)
		for i := start; i <= head; i++ {
			words = append(words, r.d.tokens[i].lower)
		}
		if traits, ok := r.book.nouns[strings.Join(words, " ")]; ok {
			return traits
		}
	}
	if w := r.d.tokens[head].lower; strings.HasSuffix(w, "maker") && len(w) > len("maker") && !makers[w] {
		return r.book.nouns["maker"] // the boxmaker
	}
	return nil
}

// makers are persons.
var makers = set("lawmaker policymaker filmmaker peacemaker newsmaker kingmaker matchmaker homemaker troublemaker rainmaker decisionmaker dressmaker shoemaker pacemaker merrymaker haymaker playmaker")

// homeless finds the last member before token at that such traits fit and that
// isn't known to be at home elsewhere, or -1.
func (r *resolver) homeless(at int, traits []string) int32 {
	for i := at - 1; i >= 0; i-- {
		n := r.cast.at[i]
		if n == 0 {
			continue
		}
		m := &r.cast.members[r.cast.appearances[n-1].member]
		if r.meant(m, traits) && !slices.ContainsFunc(m.traits, isHome) {
			return r.cast.appearances[n-1].member
		}
	}
	return -1
}

// isHome tells the trait that is a home from the others: places have capitals.
func isHome(trait string) bool { return trait != "" && 'A' <= trait[0] && trait[0] <= 'Z' }

// home reads the place of "Atlanta-based".
func (r *resolver) home(s stretch, head int) string {
	for i := s.Start; i < head; i++ {
		if place, ok := strings.CutSuffix(r.d.tokens[i].lower, "-based"); ok {
			return place
		}
		if r.d.tokens[i].lower == "based" && i > s.Start+1 && r.d.tokens[i-1].lower == "-" {
			return r.d.tokens[i-2].lower
		}
	}
	return ""
}

// at finds the member at home in a place, or -1.
func (r *resolver) at(home string, traits []string) int32 {
	for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
		m := &r.cast.members[i]
		if r.meant(m, traits) && slices.ContainsFunc(m.traits, func(t string) bool {
			return strings.EqualFold(t, home) || strings.HasSuffix(strings.ToLower(t), " "+home)
		}) {
			return int32(i)
		}
	}
	return -1
}

// meant tells whether a member may be called by a noun with such traits.
func (r *resolver) meant(m *member, traits []string) bool {
	if m.kind == Person || m.kind == "" {
		return false
	}
	if traits == nil {
		return !m.press || m.count > 3 && m.lead
	}
	for _, t := range traits {
		switch t {
		case "company":
			// What is only posted on is seldom what "the company" means.
			if m.kind == Company && (m.count > 2 || !slices.Contains(m.traits, "social")) {
				return true
			}
		case "government":
			if m.kind == Government {
				return true
			}
		case "organisation":
			if m.kind == Organisation && !m.press {
				return true
			}
		default:
			if slices.Contains(m.traits, t) || containsFold(m.name, t) {
				return true
			}
		}
	}
	return false
}

// containsFold tells whether lower, in small letters, stands in name in
// whatever case.
func containsFold(name, lower string) bool {
	for i := 0; i+len(lower) <= len(name); i++ {
		if strings.EqualFold(name[i:i+len(lower)], lower) {
			return true
		}
	}
	return false
}
