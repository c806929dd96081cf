package crawler

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
)

const (
	// robotsBytes is how much of a robots.txt is read (RFC 9309 asks for at
	// least 500 KiB); what comes after it isn't there.
	robotsBytes = 500 << 10
	// robotsLine is how many bytes of a line are read.
	robotsLine = 8*2083 - 1
)

// robotsGroup is what a robots.txt says to one robot: the rules of all groups
// that name it, or else of those for all robots.
type robotsGroup struct {
	rules []robotsRule
	// delay is the Crawl-delay, zero when there is none.
	delay time.Duration
}

// robotsRule allows or forbids the paths that a pattern matches.
type robotsRule struct {
	allow bool
	// written is the pattern as it stands, percent-encoded; plain is the same
	// with needless encoding undone.
	written, plain string
}

// robotsFor reads the group for a robot, by its product token, out of a
// robots.txt as RFC 9309 has it, with the leniency of the reference parser for
// what people write. No text is an error.
func robotsFor(body []byte, robot string) robotsGroup {
	var own, all robotsGroup
	named, forOwn, forAll, ruled := false, false, false, false
	eachRobotsLine(body, func(_ int, key, value string) {
		if key == "user-agent" {
			if ruled {
				forOwn, forAll, ruled = false, false, false
			}
			switch {
			case value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t"):
				forAll = true
			case robot != "" && strings.EqualFold(productToken(value), robot):
				named, forOwn = true, true
			}
			return
		}
		if key != "allow" && key != "disallow" && key != "crawl-delay" {
			return // a sitemap, say, is of no group and ends none
		}
		ruled = true
		if forOwn {
			own.add(key, value)
		} else if forAll {
			all.add(key, value)
		}
	})
	if named {
		return own
	}
	return all
}

func (g *robotsGroup) add(key, value string) {
	if key == "crawl-delay" {
		g.delay = max(g.delay, crawlDelay(value))
		return
	}
	if value == "" {
		return // forbids and allows nothing
	}
	written := escapeRule(value)
	g.rules = append(g.rules, robotsRule{allow: key == "allow", written: written, plain: plainRule(written)})
}

// crawlDelay reads a number of seconds; what is none is no delay.
func crawlDelay(value string) time.Duration {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil && !math.IsInf(seconds, 1) || math.IsNaN(seconds) || seconds < 0 {
		return 0
	}
	return time.Duration(min(seconds, 1e6) * float64(time.Second))
}

// allows judges a percent-encoded path with its query. Where it matters how a
// rule's percent-encoding is read, the stricter reading holds.
func (g robotsGroup) allows(path string) bool {
	plain := plainPath(path)
	written := func(r robotsRule) (string, string) { return r.written, path }
	read := func(r robotsRule) (string, string) { return r.plain, plain }
	return g.judge(written) && g.judge(read)
}

// judge finds the longest pattern that matches; of two as long, the one that
// allows.
func (g robotsGroup) judge(reading func(robotsRule) (pattern, path string)) bool {
	allow, forbid := 0, 0
	for _, r := range g.rules {
		pattern, path := reading(r)
		if !r.allow {
			if len(pattern) > forbid && matchesRule(path, pattern) {
				forbid = len(pattern)
			}
			continue
		}
		if !matchesRule(path, pattern) {
			// Who allows a folder's index allows the folder.
			slash := strings.LastIndexByte(pattern, '/')
			if slash < 0 || !strings.HasPrefix(pattern[slash:], "/index.htm") {
				continue
			}
			if pattern = pattern[:slash+1] + "$"; !matchesRule(path, pattern) {
				continue
			}
		}
		allow = max(allow, len(pattern))
	}
	return forbid <= allow
}

// matchesRule matches the beginning of a path: "*" is any text, and "$" at the
// pattern's end is the end.
func matchesRule(path, pattern string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	first, rest, wild := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok || !wild {
		return ok && (!whole || path == "")
	}
	for {
		part, after, more := strings.Cut(rest, "*")
		if !more {
			return whole && strings.HasSuffix(path, part) || !whole && strings.Contains(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path, rest = path[at+len(part):], after
	}
}

// eachRobotsLine gives the lines that say something, with their number. Any
// line ending ends one.
func eachRobotsLine(body []byte, do func(number int, key, value string)) {
	body = body[:min(len(body), robotsBytes)]
	for _, mark := range []byte("\xef\xbb\xbf") { // a byte order mark, or what is left of one
		if len(body) == 0 || body[0] != mark {
			break
		}
		body = body[1:]
	}
	for number := 1; len(body) > 0; number++ {
		end := bytes.IndexAny(body, "\r\n")
		if end < 0 {
			end = len(body)
		}
		if key, value, ok := robotsLineParts(string(body[:min(end, robotsLine)])); ok {
			do(number, key, value)
		}
		if bytes.HasPrefix(body[end:], []byte("\r\n")) {
			end++
		}
		body = body[min(end+1, len(body)):]
	}
}

// robotsLineParts parts a line into what it sets and to what, comments and
// space aside. Some forget the colon: two words are taken for such a line.
func robotsLineParts(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.Trim(line, " \t\v\f")
	key, value, ok = strings.Cut(line, ":")
	if !ok {
		words := strings.Fields(line)
		if len(words) != 2 {
			return "", "", false
		}
		key, value = words[0], words[1]
	}
	key = robotsKey(strings.Trim(key, " \t\v\f"))
	return key, strings.Trim(value, " \t\v\f"), key != ""
}

// robotsKey gives what a line sets in the one spelling that is right, whatever
// is common; what is unknown stays.
func robotsKey(key string) string {
	lower := strings.ToLower(key)
	for _, k := range [][2]string{
		{"user-agent", "user-agent"}, {"useragent", "user-agent"}, {"user agent", "user-agent"},
		{"allow", "allow"}, {"disallow", "disallow"}, {"dissallow", "disallow"}, {"dissalow", "disallow"},
		{"disalow", "disallow"}, {"diasllow", "disallow"}, {"disallaw", "disallow"},
		{"crawl-delay", "crawl-delay"}, {"crawldelay", "crawl-delay"},
		{"sitemap", "sitemap"}, {"site-map", "sitemap"},
	} {
		if strings.HasPrefix(lower, k[0]) {
			return k[1]
		}
	}
	return lower
}

// productToken is the part of a name that robots.txt knows robots by.
func productToken(name string) string {
	for i, r := range name {
		if r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return name[:i]
		}
	}
	return name
}
