package crawler

import (
	"bufio"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// robotsCase is a robots.txt with what a robot may ask of its host.
type robotsCase struct {
	file, name, body string
	judgements       []robotsJudgement
}

type robotsJudgement struct {
	line         int
	allowed      bool
	robot, asked string
}

// TestRobotsJudgements holds the rules to the tables of testdata/robots.
func TestRobotsJudgements(t *testing.T) {
	files, err := filepath.Glob("testdata/robots/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	count := 0
	for _, file := range files {
		for _, c := range readRobotsCases(t, file) {
			for _, j := range c.judgements {
				count++
				if got := robotsFor([]byte(c.body), j.robot).allows(askedPath(j.asked)); got != j.allowed {
					t.Errorf("%s:%d: %s: %s may ask %.80s: %v", file, j.line, c.name, j.robot, j.asked, got)
				}
			}
		}
	}
	t.Logf("%d judgements", count)
}

// askedPath is the path of an address as it stands, even where no client would
// send it so.
func askedPath(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	_, path, _ := strings.Cut(rest, "/")
	return "/" + path
}

func readRobotsCases(t *testing.T, file string) []robotsCase {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []robotsCase
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			all = append(all, robotsCase{file: file, name: line[3:]})
		case strings.HasPrefix(line, "|"):
			text, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimPrefix(line[1:], " "), `"`, `\"`) + `"`)
			if err != nil {
				t.Fatalf("%s:%d: %v", file, n, err)
			}
			all[len(all)-1].body += expand(text) + "\n"
		default:
			m := regexp.MustCompile(`^(yes|no) ("[^"]*"|\S+) (\S+)$`).FindStringSubmatch(line)
			if m == nil {
				t.Fatalf("%s:%d: no judgement", file, n)
			}
			c := &all[len(all)-1]
			c.judgements = append(c.judgements, robotsJudgement{n, m[1] == "yes", strings.Trim(m[2], `"`), expand(strings.Trim(m[3], `"`))})
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// expand repeats: {ab*3} is ababab.
func expand(s string) string {
	return regexp.MustCompile(`\{(.+)\*(\d+)\}`).ReplaceAllStringFunc(s, func(part string) string {
		at := strings.LastIndexByte(part, '*')
		n, err := strconv.Atoi(part[at+1 : len(part)-1])
		if err != nil {
			return part
		}
		return strings.Repeat(part[1:at], n)
	})
}

// TestRobotsLines counts what is found in a robots.txt, with any line ending
// and however much of a byte order mark.
func TestRobotsLines(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{"User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\nDisallow: /\n", "1 user-agent 2 allow 3 user-agent 6 disallow"},
		{"User-Agent: foo\r\nAllow: /some/path\r\nUser-Agent: bar\r\n\r\n\r\nDisallow: /\r\n", "1 user-agent 2 allow 3 user-agent 6 disallow"},
		{"User-Agent: foo\rAllow: /some/path\rUser-Agent: bar\r\r\rDisallow: /\r", "1 user-agent 2 allow 3 user-agent 6 disallow"},
		{"User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\nDisallow: /", "1 user-agent 2 allow 3 user-agent 6 disallow"},
		{"User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /", "1 user-agent 2 allow 3 user-agent 6 disallow"},
		{"\xEF\xBB\xBFUser-Agent: foo\nAllow: /AnyValue\n", "1 user-agent 2 allow"},
		{"\xEF\xBBUser-Agent: foo\nAllow: /AnyValue\n", "1 user-agent 2 allow"},
		{"\xEFUser-Agent: foo\nAllow: /AnyValue\n", "1 user-agent 2 allow"},
		{"\xEF\x11\xBFUser-Agent: foo\nAllow: /AnyValue\n", "1 ? 2 allow"},
		{"User-Agent: foo\n\xEF\xBB\xBFAllow: /AnyValue\n", "1 user-agent 2 ?"},
		{"User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\nSitemap: http://foo.bar/sitemap.xml\n", "1 user-agent 2 allow 3 user-agent 6 sitemap=http://foo.bar/sitemap.xml"},
		{"Sitemap: http://foo.bar/sitemap.xml\nUser-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\n", "1 sitemap=http://foo.bar/sitemap.xml 2 user-agent 3 allow 4 user-agent"},
	} {
		var got []string
		eachRobotsLine([]byte(test.body), func(n int, key, value string) {
			switch key {
			case "sitemap":
				key += "=" + value
			case "user-agent", "allow", "disallow":
			default:
				key = "?"
			}
			got = append(got, fmt.Sprint(n, " ", key))
		})
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%q: %s, want %s", test.body, got, test.want)
		}
	}
}

func TestRobotsPaths(t *testing.T) {
	for address, want := range map[string]string{
		"http://www.example.com":                               "/",
		"http://www.example.com/":                              "/",
		"http://www.example.com/a":                             "/a",
		"http://www.example.com/a/":                            "/a/",
		"http://www.example.com/a/b?c=http://d.e/":             "/a/b?c=http://d.e/",
		"http://www.example.com/a/b?c=d&e=f#fragment":          "/a/b?c=d&e=f",
		"http://www.example.com?a":                             "/?a",
		"http://www.example.com/a;b#c":                         "/a;b",
		"http://www.example.com/%e3%83%84":                     "/%E3%83%84",
		"http://www.example.com/ツ?ツ":                           "/%E3%83%84?%E3%83%84",
		"http://www.example.com/a%2fb":                         "/a%2Fb",
		"http://www.example.com/%aa":                           "/%AA",
		"http://www.example.com/a%20b":                         "/a%20b",
		"http://www.example.com/" + strings.Repeat("a", 10000): "/" + strings.Repeat("a", 10000),
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := robotsPath(u); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	for name, want := range map[string]string{
		"Foobot": "Foobot", "Foobot-Bar": "Foobot-Bar", "Foo_Bar": "Foo_Bar", "": "", "ツ": "",
		"Foobot*": "Foobot", " Foobot ": "", "Foobot/2.1": "Foobot", "Foobot Bar": "Foobot",
	} {
		if got := productToken(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for rule, want := range map[string]string{
		"http://www.example.com": "http://www.example.com", "/a/b/c": "/a/b/c", "á": "%C3%A1", "%aa": "%AA",
	} {
		if got := escapeRule(rule); got != want {
			t.Errorf("%s: %s, want %s", rule, got, want)
		}
	}
}

func BenchmarkRobots(b *testing.B) {
	body := []byte("User-agent: *\n" + strings.Repeat("Disallow: /search/*/print$\nAllow: /news/2024/\n", 2000))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		robotsFor(body, "onrecord").allows("/news/2024/08/06/a-story-about-it.html?page=2")
	}
}
