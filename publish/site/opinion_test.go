package site_test

import (
	"strings"
	"testing"
)

const pollHead = "series,country,about,question,pollster,mode,end,n,value,unit,break,source\n"

func opinionPage(t *testing.T, rows string) (string, map[string][]byte) {
	t.Helper()
	files := render(t, example(t, map[string]string{"polls.csv": pollHead + rows}))
	checkLinks(t, files)
	return string(files["opinion.html"]), files
}

const trusting = `XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,phone,2018-06,1000,50,,,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,phone,2019-06,1000,52,,,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,phone,2020-06,1000,61,,,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,phone,2021-06,1000,58,,,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,online,2022-06,1000,44,,online since 2022,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,online,2023-06,1000,45,,,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,online,2024-06,1000,43,,,treaty-2021
XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,online,2025-06,1000,36,,,treaty-2021
`

func TestOpinionPage(t *testing.T) {
	page, files := opinionPage(t, trusting+`R,XAR,XCO,Like Coriel,Institute,,2024-06,,5.4,score,,treaty-2021
W,XCO,,Feel warm,Institute,,2021-06,1000,40,degrees,,treaty-2021
W,XCO,,Feel warm,Institute,,2022-06,1000,41,degrees,,treaty-2021
W,XCO,,Feel warm,Institute,,2023-06,1000,55,degrees,,treaty-2021
W,XCO,,Feel warm,Institute,,2024-06,1000,54.5,degrees,,treaty-2021
`)
	for _, want := range []string{
		"Trust Belmora: 36% in June\u00a02025, the lowest since the series began anew in 2022",
		"Feel warm: 54.5 in June\u00a02024, up 14.5 degrees from the low of June\u00a02021",
		"online since 2022", "Belmora seen from Arden", "Other questions", "Percent of those asked, Arden", "Degrees, Coriel",
		"At a high or a low now", ">high 55<", "Jun 2026<", "forecast of the level, one step", "what the next poll may read", ">level 2", ">poll 2", "Like Coriel", "5.4 score", "1 more question, asked too seldom",
		"its next wave was due in June\u00a02025",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page, "NaN") || strings.Contains(page, ">Like Coriel: ") {
		t.Error("a question asked once is drawn, or something is no number")
	}
	// Each picture has a path for each segment and none across the break.
	svg := page[strings.Index(page, `<svg`):]
	svg = svg[:strings.Index(svg, "</svg>")]
	if n := strings.Count(svg, `fill="none" stroke=`); n != 2 {
		t.Errorf("%d paths for two segments", n)
	}
	if polls := string(files["polls.html"]); !strings.Contains(polls, `href="opinion.html#XAR_TRUST_BELMORA"`) || strings.Contains(polls, "<svg") {
		t.Error("the rows do not lead to the chart, or draw it a second time")
	}
	if !strings.Contains(string(files["members/xar.html"]), `opinion.html#in-xar">1 question over time<`) {
		t.Error("the member's page does not lead to its public")
	}
}

func TestOpinionPageWithFewPolls(t *testing.T) {
	page, _ := opinionPage(t, "XAR_TRUST_BELMORA,XAR,XCO,Like Coriel,Institute,,2024-06,,5.4,score,,treaty-2021\nXAR_TRUST_BELMORA,XAR,XCO,Like Coriel,Institute,,2025-06,,5.5,score,,treaty-2021\n")
	if !strings.Contains(page, "asked often enough") || strings.Contains(page, "<svg") {
		t.Error("the page does not say why it is bare")
	}
}

func TestOpinionPageIsHardToTrick(t *testing.T) {
	page, _ := opinionPage(t, strings.NewReplacer("Trust Belmora", "<script>alert(1)</script>", "online since 2022", "<img src=x onerror=1>", "Institute", "a&b").Replace(trusting))
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img") {
		t.Error("a question's words reach the page as markup")
	}
}
