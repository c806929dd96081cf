package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// described is the API as its own description tells of it: what is read is
// the document that clients get.
type described struct {
	document   map[string]any
	operations []describedOperation
}

type describedOperation struct {
	id, path   string
	parameters []describedParameter
	responses  map[string]any
}

type describedParameter struct {
	name, in string
	required bool
	explode  bool
	schema   map[string]any
	examples []any
}

func readDescription(t testing.TB, h http.Handler) *described {
	t.Helper()
	_, body := fetch(t, h, "GET", "/api/openapi.json")
	d := &described{}
	if err := json.Unmarshal([]byte(body), &d.document); err != nil {
		t.Fatal(err)
	}
	if d.document["openapi"] != "3.1.0" {
		t.Fatalf("OpenAPI %v", d.document["openapi"])
	}
	paths := d.document["paths"].(map[string]any)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for method, node := range paths[path].(map[string]any) {
			if method != "get" {
				t.Fatalf("%s %s: no test for that", method, path)
			}
			op := d.resolve(node)
			o := describedOperation{id: op["operationId"].(string), path: path, responses: op["responses"].(map[string]any)}
			list, _ := op["parameters"].([]any)
			for _, node := range list {
				p := d.resolve(node)
				required, _ := p["required"].(bool)
				explode, _ := p["explode"].(bool)
				schema := d.resolve(p["schema"])
				examples, _ := schema["examples"].([]any)
				o.parameters = append(o.parameters, describedParameter{name: p["name"].(string), in: p["in"].(string),
					required: required, explode: explode, schema: schema, examples: examples})
			}
			d.operations = append(d.operations, o)
		}
	}
	return d
}

// resolve follows references.
func (d *described) resolve(node any) map[string]any {
	m := node.(map[string]any)
	ref, ok := m["$ref"].(string)
	if !ok {
		return m
	}
	var at any = d.document
	for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		at = at.(map[string]any)[part]
	}
	if at == nil {
		panic("no " + ref + " in the description")
	}
	return d.resolve(at)
}

// judge tells what about an answer isn't in the description.
func (d *described) judge(o describedOperation, res *http.Response, body []byte) error {
	node, known := o.responses[strconv.Itoa(res.StatusCode)]
	if !known {
		return fmt.Errorf("status %d is not described: %.300s", res.StatusCode, body)
	}
	answer := d.resolve(node)
	headers, _ := answer["headers"].(map[string]any)
	for _, name := range []string{"ETag", "Link", "Retry-After", "Content-Disposition", "X-Total-Count", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} {
		value := res.Header.Get(name)
		if value == "" {
			continue
		}
		if headers[name] == nil {
			return fmt.Errorf("header %s: %s is not described", name, value)
		}
		kind := d.resolve(d.resolve(headers[name])["schema"])["type"]
		if _, err := strconv.Atoi(value); kind == "integer" && err != nil {
			return fmt.Errorf("header %s: %s is no integer", name, value)
		}
	}
	content, _ := answer["content"].(map[string]any)
	if len(content) == 0 {
		if len(body) > 0 {
			return fmt.Errorf("a body with status %d: %.300s", res.StatusCode, body)
		}
		return nil
	}
	media, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	if content[media] == nil {
		return fmt.Errorf("status %d: content type %q is not described", res.StatusCode, media)
	}
	schema := d.resolve(content[media].(map[string]any)["schema"])
	return d.judgeBody(schema, media, body)
}

func (d *described) judgeBody(schema map[string]any, media string, body []byte) error {
	if schema["format"] == "binary" {
		return nil
	}
	if !utf8.Valid(body) {
		return fmt.Errorf("%s is not valid UTF-8", media)
	}
	lines := [][]byte{body}
	if strings.HasSuffix(media, "ndjson") {
		lines = nil
		for line := range strings.Lines(string(body)) {
			lines = append(lines, []byte(line))
		}
	}
	for _, line := range lines {
		var value any
		if !strings.Contains(media, "json") {
			value = string(line)
		} else if err := json.Unmarshal(line, &value); err != nil {
			return fmt.Errorf("%s: %w: %.300s", media, err, line)
		} else if schema["type"] == "string" { // a format of others
			continue
		}
		if err := d.fits(schema, value, "body"); err != nil {
			return fmt.Errorf("%w: %.300s", err, line)
		}
	}
	return nil
}

// fits tells where a value is not what a schema describes.
func (d *described) fits(schema map[string]any, value any, at string) error {
	if schema["$ref"] != nil {
		schema = d.resolve(schema)
	}
	if !slices.Contains(typesOf(schema), typeOf(value)) && !(typeOf(value) == "integer" && slices.Contains(typesOf(schema), "number")) {
		return fmt.Errorf("%s is %s, not %v", at, typeOf(value), schema["type"])
	}
	if set, ok := schema["enum"].([]any); ok && !slices.Contains(set, value) {
		return fmt.Errorf("%s: %v is not one of %v", at, value, set)
	}
	switch v := value.(type) {
	case string:
		return fitsFormat(schema, v, at)
	case float64:
		if least, ok := schema["minimum"].(float64); ok && v < least {
			return fmt.Errorf("%s: %v is less than %v", at, v, least)
		}
	case []any:
		return d.fitsItems(schema, v, at)
	case map[string]any:
		return d.fitsProperties(schema, v, at)
	}
	return nil
}

func (d *described) fitsItems(schema map[string]any, list []any, at string) error {
	if least, ok := schema["minItems"].(float64); ok && len(list) < int(least) {
		return fmt.Errorf("%s has %d items, not %v", at, len(list), least)
	}
	for i, item := range list {
		if err := d.fits(schema["items"].(map[string]any), item, fmt.Sprintf("%s[%d]", at, i)); err != nil {
			return err
		}
	}
	return nil
}

func (d *described) fitsProperties(schema map[string]any, v map[string]any, at string) error {
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, there := v[name.(string)]; !there {
			return fmt.Errorf("%s lacks %s", at, name)
		}
	}
	for name, value := range v {
		if properties[name] == nil {
			if schema["additionalProperties"] == false {
				return fmt.Errorf("%s has %s, which is not described", at, name)
			}
			continue
		}
		if err := d.fits(properties[name].(map[string]any), value, at+"."+name); err != nil {
			return err
		}
	}
	return nil
}

func fitsFormat(schema map[string]any, v, at string) error {
	var err error
	switch schema["format"] {
	case "date-time":
		_, err = time.Parse(time.RFC3339, v)
	case "date":
		_, err = time.Parse(time.DateOnly, v)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", at, err)
	}
	return nil
}

func typesOf(schema map[string]any) []string {
	switch t := schema["type"].(type) {
	case string:
		return []string{t}
	case []any:
		var all []string
		for _, x := range t {
			all = append(all, x.(string))
		}
		return all
	}
	return []string{"string", "number", "integer", "boolean", "array", "object", "null"}
}

func typeOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case float64:
		if v == math.Trunc(v) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	}
	return "object"
}
