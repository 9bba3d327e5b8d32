package org.answerable.doors.mail;

import java.util.ArrayList;
import java.util.List;

/** Ways to make a browser run something, gathered for these tests. */
final class Vectors {

  /** Tells the test that a script ran, also where the window above is out of reach. */
  static final String RUN = "console.log('RAN')";

  private Vectors() {}

  static List<String> all() {
    var js = RUN;
    var all = new ArrayList<String>();
    for (var tag :
        List.of(
            "img src=x",
            "video src=x",
            "audio src=x",
            "input autofocus",
            "details open",
            "body",
            "svg",
            "iframe",
            "object data=x",
            "embed src=x",
            "style",
            "link rel=stylesheet href=x",
            "marquee",
            "image src=x",
            "select autofocus",
            "textarea autofocus",
            "a tabindex=1 autofocus",
            "form",
            "math",
            "x")) {
      for (var event : List.of("onerror", "onload", "onfocus", "ontoggle")) {
        all.add("<" + tag + " " + event + "=\"" + js + "\">");
      }
    }
    for (var scheme :
        List.of(
            "javascript:",
            "JaVaScRiPt:",
            "java\tscript:",
            "java&#x0A;script:",
            "&#106;avascript:",
            " javascript:",
            "\u0001javascript:",
            "vbscript:",
            "data:text/html,<script>" + js + "</script>//",
            "feed:javascript:")) {
      all.add("<a href=\"" + scheme + js + "\" id=click>x</a>");
      all.add("<iframe src=\"" + scheme + js + "\"></iframe>");
      all.add("<img src=\"" + scheme + js + "\">");
      all.add("<form action=\"" + scheme + js + "\"><button id=click>x</button></form>");
      all.add("<object data=\"" + scheme + js + "\"></object>");
      all.add("<svg><a xlink:href=\"" + scheme + js + "\"><text y=20 id=click>x</text></a></svg>");
      all.add("<math><mtext href=\"" + scheme + js + "\">x</mtext></math>");
      all.add("<meta http-equiv=refresh content=\"0;url=" + scheme + js + "\">");
      all.add("<base href=\"" + scheme + js + "//\"><a href=#>x</a>");
    }
    all.addAll(
        List.of(
            "<script>" + js + "</script>",
            "<SCRIPT SRC=data:text/javascript," + js + "></SCRIPT>",
            "<scr<script>ipt>" + js + "</script>",
            "<<script>" + js + "//<</script>",
            "<script/x>" + js + "</script>",
            "<svg><script>" + js + "</script></svg>",
            "<svg><script href='data:text/javascript," + js + "'/></svg>",
            "<svg/onload=" + js + ">",
            "<svg><animate onbegin=" + js + " attributeName=x dur=1s>",
            "<svg><set onbegin=" + js + " attributeName=x>",
            "<svg><style><img src=x onerror=" + js + "></style></svg>",
            "<svg></p><style><a id=\"</style><img src=1 onerror=" + js + ">\">",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror="
                + js
                + "&gt;\">",
            "<math><mi><table><mi><mglyph><svg><mtext><style><path id=\"</style><img onerror="
                + js
                + " src>\">",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=" + js + ">",
            "<noscript><p title=\"</noscript><img src=x onerror=" + js + ">\"></noscript>",
            "<template><img src=x onerror=" + js + "></template>",
            "<template><style></template><img src=x onerror=" + js + ">",
            "<style><!--</style><img src=x onerror=" + js + ">--></style>",
            "<style>@import 'data:text/css,*{x:expression(" + js + ")}'</style>",
            "<style>*{background:url(javascript:" + js + ")}</style>",
            "<title><img src=x onerror=" + js + "></title>",
            "<textarea></textarea><img src=x onerror=" + js + "></textarea>",
            "<xmp><img title=\"</xmp><img src=x onerror=" + js + ">\"></xmp>",
            "<noembed><img title=\"</noembed><img src=x onerror=" + js + ">\">",
            "<noframes><img title=\"</noframes><img src=x onerror=" + js + ">\">",
            "<plaintext><img src=x onerror=" + js + ">",
            "<!--><img src=x onerror=" + js + ">-->",
            "<!--[if gte IE 4]><script>" + js + "</script><![endif]-->",
            "<![CDATA[<img src=x onerror=" + js + ">]]>",
            "<svg><![CDATA[><img src=x onerror=" + js + ">]]></svg>",
            "<?xml version=\"1.0\"?><img src=x onerror=" + js + ">",
            "<iframe srcdoc=\"<script>parent." + js + ";" + js + "</script>\"></iframe>",
            "<iframe srcdoc='&lt;img src=x onerror=" + js + "&gt;'></iframe>",
            "<object data='data:text/html,<script>" + js + "</script>'></object>",
            "<embed src='data:text/html,<script>" + js + "</script>'>",
            "<img src=\"x` `<script>" + js + "</script>\"` `>",
            "<img src=x:alert(alt) onerror=" + js + " alt=0>",
            "<img \"\"\"><script>" + js + "</script>\">",
            "<img src=x\nonerror\n=\n" + js + ">",
            "<img/src=x/onerror=" + js + "//>",
            "<img src=x onerror\u000c=" + js + ">",
            "<a href=\"x\" style=\"position:fixed;top:0\" onmouseover=" + js + ">x</a>",
            "<div style=\"width:expression(" + js + ")\">x</div>",
            "<div style=\"background:url('javascript:" + js + "')\">x</div>",
            "<div style=\"behavior:url(x.htc);-moz-binding:url(x.xml#x)\">x</div>",
            "<p style=\"animation:x\" onanimationstart="
                + js
                + ">x</p><style>@keyframes x{}</style>",
            "<table background=\"javascript:" + js + "\"><tr><td>x</table>",
            "<link rel=import href='data:text/html,<script>" + js + "</script>'>",
            "<link rel=stylesheet href='data:text/css,*{}' onload=" + js + ">",
            "<dialog open onclose="
                + js
                + "><form method=dialog><button id=click>x</button></form></dialog>",
            "<input type=image src=x onerror=" + js + ">",
            "<isindex type=image src=x onerror=" + js + ">",
            "<keygen autofocus onfocus=" + js + ">",
            "<frameset onload=" + js + "><frame src=x></frameset>",
            "<body onload=" + js + ">",
            "<html onmouseover=" + js + "><body>x",
            "<p title=\"a&quot; onmouseover=&quot;" + js + "\">x</p>",
            "<a href='https://x.example/\" onmouseover=\"" + js + "'>x</a>",
            "<font color='red\" onmouseover=\"" + js + "'>x</font>",
            "<img alt='\"><script>" + js + "</script>' src=x>",
            "<img alt='`<img src=x onerror=" + js + ">' src=x>",
            "<details open ontoggle=" + js + ">x</details>",
            "<video><source onerror=" + js + "></video>",
            "<audio src=x onerror=" + js + ">",
            "<video poster=javascript:" + js + "//>",
            "<button popovertarget=x>x</button><div popover id=x onbeforetoggle=" + js + ">x</div>",
            "<div onscrollend=" + js + " style=overflow:scroll;height:1px><br><br>x</div>",
            "\ufeff<script>" + js + "</script>",
            "%3Cscript%3E" + js + "%3C/script%3E",
            "+ADw-script+AD4-" + js + "+ADw-/script+AD4-",
            "<a><b><a><img src=x onerror=" + js + "></a></b>",
            "<table><a><tr><td><img src=x onerror=" + js + "></table>",
            "<select><style></select><img src=x onerror=" + js + ">",
            "<b>".repeat(600) + "<img src=x onerror=" + js + ">",
            "<div>".repeat(600) + "<svg><style><img src=x onerror=" + js + ">"));
    return all;
  }
}
