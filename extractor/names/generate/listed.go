package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// company is one line of listed.txt.
type company struct {
	name    string
	aliases []string
	traits  []string
	tickers []string
}

// listed writes the companies of the regulator and the index, one a line:
// usual name | aliases | traits | tickers. An alias that is also a word, a
// place or a person's name ends with a question mark.
func listed(tickers, index string, dict dictionary, p *people) (string, error) {
	members, err := constituents(index)
	if err != nil {
		return "", err
	}
	raw, err := os.ReadFile(tickers)
	if err != nil {
		return "", fmt.Errorf("read tickers: %w", err)
	}
	var table struct{ Data [][4]any }
	if err := json.Unmarshal(raw, &table); err != nil {
		return "", fmt.Errorf("read tickers: %w", err)
	}
	n := namer{dict, p}
	var out []company
	seen := map[float64]bool{}
	for _, row := range table.Data {
		cik, _ := row[0].(float64)
		full, _ := row[1].(string)
		ticker, _ := row[2].(string)
		exchange, _ := row[3].(string)
		if seen[cik] || fund.MatchString(full) {
			continue
		}
		seen[cik] = true
		c := n.company(full, ticker, members[int(cik)])
		if exchange != "" && exchange != "OTC" && !strings.Contains(ticker, "-") {
			c.tickers = []string{exchange + ":" + ticker}
		}
		if exchange == "OTC" && members[int(cik)] == nil && strings.Contains(c.name, "?") {
			continue
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b company) int {
		return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	var b strings.Builder
	b.WriteString("# Companies listed in the US: name | aliases | traits | tickers. Generated: see generate.\n")
	for i, c := range out {
		if i > 0 && strings.EqualFold(c.name, out[i-1].name) {
			continue
		}
		line := strings.Join([]string{c.name, strings.Join(c.aliases, ", "), strings.Join(c.traits, ", "), strings.Join(c.tickers, ", ")}, " | ")
		b.WriteString(strings.TrimRight(line, " |") + "\n")
	}
	return b.String(), nil
}

// fund matches what is traded but is nobody: funds, trusts, blank checks.
var fund = regexp.MustCompile(`(?i)\b(ETF|ETN|fund|funds|acquisition corp|acquisition co|acquisition ltd|trust,? series|income trust|municipal|muni|unit trust|capital trust|opportunities trust|bitcoin trust|gold trust|silver trust|merger corp|SPAC)\b`)

// member is a row of the index.
type member struct{ name, sector, place string }

func constituents(path string) (map[int]*member, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	out := map[int]*member{}
	for _, row := range rows[1:] {
		cik, err := strconv.Atoi(strings.TrimLeft(row[6], "0"))
		if err != nil || out[cik] != nil {
			continue
		}
		place, _, _ := strings.Cut(row[4], ",")
		place, _, _ = strings.Cut(place, ";")
		out[cik] = &member{name: row[1], sector: row[3], place: place}
	}
	return out, nil
}

// namer gives companies the names that people call them by.
type namer struct {
	dict dictionary
	p    *people
}

var (
	slashed = regexp.MustCompile(`\s*/.*$|\s*\\.*$|\s*\([^)]*\)`)
	legal   = regexp.MustCompile(`(?i)[,\s]+(inc|corp|corporation|incorporated|co|company|companies|ltd|limited|llc|l\.?l\.?c|lp|l\.?p|plc|p\.l\.c|s\.?a|n\.?v|ag|se|s\.?p\.?a|a[ /]?s|a\.?b|asa|oyj|kgaa|gmbh|bhd|tbk|de c\.?v|s\.?a\.?b|holdings?|class [abc]|trust|and|&)\.?$`)
	group   = regexp.MustCompile(`(?i)\s+(group|bancorp|bancorporation|bancshares)$`)
)

// plain strips legal suffixes, however many stand in a row.
func plain(name string) string {
	name = strings.TrimSpace(slashed.ReplaceAllString(name, ""))
	if before, ok := strings.CutSuffix(strings.ToLower(name), ", the"); ok {
		name = name[:len(before)]
	}
	for {
		cut := strings.TrimRight(legal.ReplaceAllString(name, ""), " ,.")
		if cut == name || cut == "" || len(cut) < 3 && !strings.Contains(name, ",") {
			return strings.TrimRight(name, " ,")
		}
		name = cut
	}
}

func (n namer) company(full, ticker string, m *member) company {
	name := n.written(plain(full), ticker)
	c := company{name: name}
	if m != nil {
		c.name = plain(m.name)
		c.traits = traits(m)
		if !strings.EqualFold(c.name, name) {
			c.aliases = append(c.aliases, n.marked(name))
		}
	}
	if short := group.ReplaceAllString(c.name, ""); short != c.name && strings.Contains(short, " ") {
		c.aliases = append(c.aliases, short)
	}
	if first, rest, ok := strings.Cut(c.name, " "); ok && m != nil && rest != "" && n.distinct(first) {
		c.aliases = append(c.aliases, first)
	}
	c.name = n.marked(c.name)
	return c
}

// marked adds a question mark to a name that also means something else.
func (n namer) marked(name string) string {
	words := strings.Fields(name)
	if len(words) == 1 && !n.distinct(name) {
		return name + "?"
	}
	if len(words) == 2 && n.given(words[0]) && n.p.surname[strings.ToLower(words[1])] {
		return name + "?"
	}
	return name
}

func (n namer) given(w string) bool {
	w = strings.ToLower(w)
	return n.p.male[w]+n.p.female[w] > 0
}

// distinct tells whether a word names nothing but the company.
func (n namer) distinct(w string) bool {
	w = strings.ToLower(w)
	return len(w) > 3 && !n.dict[w] && !n.dict[strings.TrimSuffix(w, "s")] && !n.p.surname[w] && !n.given(w)
}

// written gives a name in capitals the capitals that it has in print.
func (n namer) written(name, ticker string) string {
	if strings.ToUpper(name) != name {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = n.cased(w, ticker, i)
	}
	return strings.Join(words, " ")
}

func (n namer) cased(w, ticker string, at int) string {
	low := strings.ToLower(w)
	if at > 0 && slices.Contains([]string{"of", "and", "the", "for", "in", "de"}, low) {
		return low
	}
	known := n.dict[low] || n.p.surname[low] || n.given(low)
	if strings.ContainsAny(w, "0123456789&") || !known && (len(w) <= 2 || len(w) <= 4 && (w == ticker || !strings.ContainsAny(low, "aeiouy"))) {
		return w
	}
	r := []rune(low)
	for i := range r {
		if i == 0 || r[i-1] == '-' {
			r[i] = unicode.ToUpper(r[i])
		}
	}
	return string(r)
}

// sectors maps words of the index's sub-industries to our traits.
var sectors = [][2]string{
	{"Airlines", "airline"}, {"Banks", "bank"}, {"Investment Banking", "bank"}, {"Semiconductor", "chipmaker"},
	{"Software", "software"}, {"Technology Hardware", "tech"}, {"Interactive Media", "tech"}, {"Internet Services", "tech"},
	{"IT Consulting", "tech"}, {"Communications Equipment", "tech"}, {"Broadline Retail", "retailer"}, {"Retail", "retailer"},
	{"Automobile Manufacturers", "automaker"}, {"Pharmaceuticals", "drugmaker"}, {"Biotechnology", "biotech"},
	{"Oil & Gas", "oil"}, {"Aerospace", "planemaker"}, {"Insurance", "insurer"}, {"Managed Health Care", "insurer"},
	{"Health Care Facilities", "hospital"}, {"Restaurants", "restaurant"}, {"Hotels", "hotel"}, {"Telecom", "telecom"},
	{"Wireless", "telecom"}, {"Cable", "telecom"}, {"Air Freight", "shipper"}, {"Rail", "railroad"},
	{"Electric Utilities", "utility"}, {"Multi-Utilities", "utility"}, {"Gas Utilities", "utility"},
	{"Movies", "media"}, {"Publishing", "media"}, {"Broadcasting", "media"}, {"Homebuilding", "homebuilder"},
	{"Tobacco", "tobacco"}, {"Brewers", "brewer"}, {"Steel", "steelmaker"}, {"Consumer Finance", "lender"},
	{"Asset Management", "investor"}, {"Financial Exchanges", "exchange"}, {"Casinos", "casino"},
}

func traits(m *member) []string {
	var out []string
	for _, s := range sectors {
		if strings.Contains(m.sector, s[0]) && !slices.Contains(out, s[1]) {
			out = append(out, s[1])
		}
	}
	if m.place != "" {
		out = append(out, m.place)
	}
	return out
}
