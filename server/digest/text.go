package digest

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// columns is how wide the text part is; only addresses are wider.
const columns = 72

// text writes the text part.
func (s shown) text() string {
	var b strings.Builder
	paragraph(&b, "", s.headline())
	paragraph(&b, "", s.period())
	for _, alert := range s.alerts() {
		paragraph(&b, "", alert)
	}
	for _, line := range s.broken() {
		paragraph(&b, "", line)
	}
	if s.Left > 0 {
		paragraph(&b, "", s.cut())
		b.WriteString(s.All + "\n")
	}
	for _, g := range s.Groups {
		b.WriteString("\n")
		title := clip(together(g.Title), columns-10)
		if !g.Rest {
			title = strings.ToUpper(title)
		}
		title = fmt.Sprintf("%s (%d)", title, len(g.Lines)+g.Left)
		b.WriteString(title + "\n" + strings.Repeat("-", utf8.RuneCountInString(title)) + "\n")
		for _, l := range g.Lines {
			s.line(&b, l)
		}
		if g.Left > 0 {
			fmt.Fprintf(&b, "\n  and %d more:\n  %s\n", g.Left, g.More)
		}
	}
	if s.Unnamed > 0 {
		b.WriteString("\n")
		paragraph(&b, "", s.unnamed())
		b.WriteString(s.All + "\n")
	}
	b.WriteString("\n-- \n") // what mail readers know as the start of a signature
	for _, p := range s.foot() {
		paragraph(&b, "", p)
	}
	b.WriteString("All of this search:\n" + s.All + "\n")
	return b.String()
}

// line writes one line with its evidence.
func (s shown) line(b *strings.Builder, l Line) {
	b.WriteString("\n")
	paragraph(b, "  ", "* "+l.who()+" "+l.Does+":")
	if w := l.quoted(); w != "" {
		paragraph(b, "    ", w)
	}
	paragraph(b, "    ", l.where(s.Zone))
	b.WriteString("    " + l.Evidence + "\n")
	if l.Passage != "" {
		b.WriteString("    " + l.Passage + "\n")
	}
}

// paragraph writes text wrapped at the columns, each line indented.
func paragraph(b *strings.Builder, indent, text string) {
	width := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case width == 0:
			b.WriteString(indent)
			width = utf8.RuneCountInString(indent)
		case width+1+n > columns:
			b.WriteString("\n" + indent)
			width = utf8.RuneCountInString(indent)
		default:
			b.WriteByte(' ')
			width++
		}
		b.WriteString(word)
		width += n
	}
	if width > 0 {
		b.WriteString("\n")
	}
}

// The sentences that both parts share.

func (s shown) headline() string {
	if s.Broken != "" {
		return s.Name + ": this search can't be read any more"
	}
	var what []string
	if s.Statements > 0 {
		what = append(what, counted(s.Statements, "new statement", "new statements"))
	}
	if s.Changes > 0 {
		what = append(what, counted(s.Changes, "change", "changes")+" in print")
	}
	if len(what) == 0 {
		what = append(what, "nothing new")
		if n := len(s.alarming()); n > 0 {
			what = append(what, "and "+counted(n, "source needs", "sources need")+" a look")
		}
	}
	return s.Name + ": " + strings.Join(what, ", ")
}

func (s shown) period() string {
	until := moment(s.Until, s.Zone)
	if s.Since.IsZero() {
		return "On record up to " + until + "."
	}
	return "On record after " + moment(s.Since, s.Zone) + ", up to " + until + "."
}

// broken tells what is wrong with the search, a line each.
func (s shown) broken() []string {
	if s.Broken == "" {
		return nil
	}
	return []string{"The query: " + s.Written, "What is wrong: " + s.Broken + ".",
		"Nothing that came on record meanwhile is lost: the first digest after the query was mended tells it."}
}

func (s shown) cut() string {
	return fmt.Sprintf("This digest is cut to fit a mail: it shows %d of %s. The others are behind the links that say how many more there are, and here:",
		s.Lines-s.Left, counted(s.Lines, "line", "lines"))
}

func (s shown) unnamed() string {
	return fmt.Sprintf("And %s of %s not shown:", counted(s.UnnamedLines, "line", "lines"), counted(s.Unnamed, "other party", "other parties"))
}

// foot tells what was left out and how the pipeline is.
func (s shown) foot() []string {
	var all []string
	if s.Repeats > 0 {
		all = append(all, fmt.Sprintf("Left out: %s whose words the same party had on record before.",
			counted(s.Repeats, "statement", "statements")))
	}
	h := s.Health
	state := fmt.Sprintf("Pipeline: %s, %d failing; %s due, %d given up; %s and %s on record.",
		counted(h.Feeds, "feed", "feeds"), len(h.Failing), counted(h.Waiting, "job", "jobs"), h.Dead,
		counted(h.Articles, "article", "articles"), counted(h.Statements, "statement", "statements"))
	all = append(all, state)
	if len(h.Silent) > 0 {
		all = append(all, fmt.Sprintf("Silent: %s: %s/health", counted(len(h.Silent), "feed brings", "feeds bring")+" nothing new", s.Site))
	}
	for i, f := range h.Failing {
		if i == 10 {
			all = append(all, fmt.Sprintf("And %d more are failing: %s/health", len(h.Failing)-i, s.Site))
			break
		}
		all = append(all, "Failing: "+clip(f.Name, longestName)+": "+clip(f.Error, 2*longestName))
	}
	return all
}

func (l Line) who() string {
	if l.Speaker == "" {
		return l.Party
	}
	return l.Party + " (" + l.Speaker + ")"
}

func (l Line) quoted() string {
	if l.Direct && l.Words != "" && !strings.ContainsAny(l.Words[:min(3, len(l.Words))], "“\"‘") {
		return "“" + l.Words + "”"
	}
	return l.Words
}

// outlets is "The Courier +3 outlets (A, B, C)".
func (l Line) outlets() string {
	if len(l.Others) == 0 {
		return l.Outlet
	}
	names := l.Others
	more := ""
	if len(names) > 8 {
		names, more = names[:8], ", …"
	}
	return fmt.Sprintf("%s +%s (%s%s)", l.Outlet, counted(len(l.Others), "outlet", "outlets"), strings.Join(names, ", "), more)
}

func (l Line) where(zone *time.Location) string {
	if l.Published.IsZero() {
		return l.outlets() + ", undated"
	}
	return l.outlets() + ", " + l.Published.In(zone).Format("2 January 2006")
}

func moment(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2 January 2006, 15:04 MST")
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes a number with a comma between thousands.
func grouped(n int) string {
	s := number(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
