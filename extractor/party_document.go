package extractor

// document reads "a report by X", "Microsoft's blog post", "the lawsuit".
func (r *resolver) document(s stretch, head int) Party {
	if n := r.owner(s, head); n >= 0 && (r.cast.members[n].kind != Person || personal(r.d.tokens[head].lower)) {
		return r.cast.party(n)
	}
	for i := head + 1; i < s.End; i++ {
		switch r.d.tokens[i].lower {
		case "from", "by", "of", "on", "at", "for":
			rest := stretch{i + 1, s.End}
			if rest.empty() {
				continue
			}
			if p := r.phrase(rest); p.Kind != Group && p.Kind != Unnamed && p.Kind != Document && p.Kind != NoKind && p.Name != "" && (p.For != "" || p.Kind == Person) {
				return p
			}
		}
	}
	if n := r.described(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if ownWords(r.d.tokens[head].lower) {
		if n := r.organisationBefore(s.Start, nil); n >= 0 && r.cast.members[n].kind != Person {
			return r.cast.party(n)
		}
	}
	p := Party{Name: r.text(stretch{s.Start, head + 1}), Kind: Document}
	return p
}

// owner finds the organisation or person before a possessive or right before
// the head of a phrase: Delta's online form, a Microsoft status page.
func (r *resolver) owner(s stretch, head int) int32 {
	found := int32(-1)
	for i := s.Start; i < head; i++ {
		if at := r.cast.at[i]; at > 0 {
			found = r.cast.appearances[at-1].member
			continue
		}
		if lower := r.d.tokens[i].lower; i+1 < head && (r.d.tokens[i+1].lower == "'s" || r.d.tokens[i+1].lower == "'") || lower == "its" || lower == "their" || lower == "our" {
			if lower == "its" || lower == "their" || lower == "our" {
				found = r.organisationBefore(s.Start, nil)
				continue
			}
			if traits := r.book.nouns[lower]; traits != nil {
				found = r.organisationBefore(s.Start, traits)
			}
		}
	}
	return found
}

// ownWords tells documents that nobody but the party itself puts out: a
// statement is that of the party spoken of.
func ownWords(w string) bool {
	switch w {
	case "statement", "statements", "release", "post", "posts", "tweet", "tweets", "memo", "email", "e-mail", "message", "announcement", "blog", "advisory":
		return true
	}
	return false
}

// personal tells documents that a person writes: Bastian's letter.
func personal(w string) bool {
	switch w {
	case "letter", "column", "book", "testimony", "note", "op-ed", "essay", "interview", "response", "reply", "claim", "assertion", "argument", "account", "video":
		return true
	}
	return ownWords(w)
}

func documentNoun(w string) bool {
	switch w {
	case "report", "reports", "letter", "statement", "statements", "post", "posts", "filing", "filings", "lawsuit", "suit", "complaint", "data", "study",
		"note", "notes", "survey", "poll", "memo", "email", "e-mail", "release", "blog", "update", "estimate", "estimates", "account",
		"page", "document", "documents", "advisory", "analysis", "research", "figures", "transcript", "tweet", "tweets", "message", "messages",
		"announcement", "notice", "order", "ruling", "decision", "rule", "rules", "policy", "article", "story", "column", "editorial", "book", "text",
		"indictment", "affidavit", "petition", "motion", "brief", "testimony", "results", "records", "record", "findings", "paper", "guidance",
		"bulletin", "alert", "form", "forecast", "forecasts", "minutes", "ad", "ads", "video", "press", "claim", "assertion", "review", "audit",
		"newsletter", "spreadsheet", "contract", "agreement", "regulations", "auto-response", "response", "reply", "emails", "texts", "index", "feed":
		return true
	}
	return false
}
