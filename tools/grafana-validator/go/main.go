// Validates Grafana's JSON strictly: every key and type, options, custom fields and targets by panel and query type.
//
//	grafana-validator file.json...
//
// A file holds a dashboard in classic JSON, one in the form dashboard.grafana.app/v2, or an alert rule of the provisioning
// API. Each file gives one line of JSON: {"file":"...","kind":"classic","error":""}. The exit code is 1 when any error is not empty.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/alerting"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/dashboardv2"
)

// What every resource of the SDK can do.
type resource interface {
	UnmarshalJSONStrict(raw []byte) error
	Validate() error
}

type verdict struct {
	File  string `json:"file"`
	Kind  string `json:"kind"`
	Error string `json:"error"`
}

// The parts of a file that tell what it is.
type shape struct {
	APIVersion string          `json:"apiVersion"`
	Spec       json.RawMessage `json:"spec"`
	Condition  string          `json:"condition"`
}

func main() {
	plugins.RegisterDefaultPlugins()
	answers := json.NewEncoder(os.Stdout)
	failed := false
	for _, file := range os.Args[1:] {
		answer := validateFile(file)
		failed = failed || answer.Error != ""
		if err := answers.Encode(answer); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if failed {
		os.Exit(1)
	}
}

func validateFile(file string) verdict {
	raw, err := os.ReadFile(file)
	if err != nil {
		return verdict{File: file, Kind: "unknown", Error: err.Error()}
	}
	var found shape
	if err := json.Unmarshal(raw, &found); err != nil {
		return verdict{File: file, Kind: "unknown", Error: err.Error()}
	}
	switch {
	case found.Condition != "":
		return verdict{File: file, Kind: "alert-rule", Error: validate(&alerting.Rule{}, raw)}
	case found.APIVersion != "":
		return verdict{File: file, Kind: found.APIVersion, Error: validate(&dashboardv2.Dashboard{}, found.Spec)}
	default:
		return verdict{File: file, Kind: "classic", Error: validate(&dashboard.Dashboard{}, raw)}
	}
}

// Validate returns an error with an empty text when all is well, so the text decides.
func validate(target resource, raw []byte) string {
	if err := target.UnmarshalJSONStrict(raw); err != nil {
		return err.Error()
	}
	if err := target.Validate(); err != nil {
		return err.Error()
	}
	return ""
}
