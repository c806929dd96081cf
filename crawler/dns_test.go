package crawler

import (
	"context"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// zone answers DNS questions as a file tells: a name, then its addresses or
// the name that it is an alias of; what follows "then" are those of every
// later question.
type zone struct {
	mu    sync.Mutex
	names map[string][][]string
}

// resolver starts a server for a zone file and gives a resolver that asks it.
func resolver(t *testing.T, file string) *net.Resolver {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	z := &zone{names: map[string][][]string{}}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		answers := [][]string{{}}
		for _, f := range fields[1:] {
			if f == "then" {
				answers = append(answers, nil)
				continue
			}
			answers[len(answers)-1] = append(answers[len(answers)-1], f)
		}
		z.names[fields[0]] = answers
	}
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go z.serve(conn)
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (z *zone) serve(conn net.PacketConn) {
	packet := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFrom(packet)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(packet[:n]) != nil || len(m.Questions) != 1 {
			continue
		}
		z.answer(&m)
		if reply, err := m.Pack(); err == nil {
			_, _ = conn.WriteTo(reply, from)
		}
	}
}

func (z *zone) answer(m *dnsmessage.Message) {
	q := m.Questions[0]
	m.Header = dnsmessage.Header{ID: m.ID, Response: true, RecursionAvailable: true, RecursionDesired: true}
	m.Additionals = nil
	name := q.Name
	for range 2 {
		for _, value := range z.take(strings.ToLower(strings.TrimSuffix(name.String(), ".")), q.Type) {
			ip, err := netip.ParseAddr(value)
			if err != nil {
				alias := dnsmessage.MustNewName(value + ".")
				m.Answers = append(m.Answers, resource(name, dnsmessage.TypeCNAME, &dnsmessage.CNAMEResource{CNAME: alias}))
				name = alias
				continue
			}
			if ip.Is4() && q.Type == dnsmessage.TypeA {
				m.Answers = append(m.Answers, resource(name, q.Type, &dnsmessage.AResource{A: ip.As4()}))
			}
			if ip.Is6() && q.Type == dnsmessage.TypeAAAA {
				m.Answers = append(m.Answers, resource(name, q.Type, &dnsmessage.AAAAResource{AAAA: ip.As16()}))
			}
		}
		if name == q.Name {
			break
		}
	}
}

// take gives a name's addresses, and moves on to what comes then.
func (z *zone) take(name string, kind dnsmessage.Type) []string {
	z.mu.Lock()
	defer z.mu.Unlock()
	answers := z.names[name]
	if len(answers) == 0 {
		return nil
	}
	if len(answers) > 1 && kind == dnsmessage.TypeA {
		z.names[name] = answers[1:]
	}
	return answers[0]
}

func resource(name dnsmessage.Name, kind dnsmessage.Type, body dnsmessage.ResourceBody) dnsmessage.Resource {
	return dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: name, Type: kind, Class: dnsmessage.ClassINET}, Body: body}
}
