using System.Text.RegularExpressions;

namespace Fathom.Production.Diagnosis.Clusters;

/// <summary>Takes from a message what differs from one occurrence to the next: times, hosts, paths, ids, numbers.</summary>
/// <remarks>The same text always gives the same mask: there is no time limit, the length of the text bounds the work.</remarks>
public static partial class MessageMask
{
    /// <summary>What stands for anything in a template.</summary>
    public const string Any = "<*>";

    private const int LongestMessage = 1000, MostTokens = 40;

    /// <summary>The tokens of a message with its variable parts masked; at most 40, from its first 1,000 characters.</summary>
    public static string[] Tokens(string message)
    {
        string head = message.Length <= LongestMessage ? message : message[..LongestMessage];
        string masked = Variable().Replace(head, Kind);
        string[] tokens = masked.Split((char[]?)null, MostTokens + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return tokens.Length <= MostTokens ? tokens : tokens[..MostTokens];
    }

    private static string Kind(Match match)
    {
        foreach (string name in (ReadOnlySpan<string>)["time", "uuid", "url", "path", "host", "hex", "num"])
        {
            if (match.Groups[name].Success)
            {
                return $"<{name}>";
            }
        }

        return match.Value;
    }

    [GeneratedRegex(
        """
        (?<time>\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?([.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?\b|\b\d\d:\d\d:\d\d([.,]\d+)?\b)
        |(?<uuid>\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b)
        |(?<url>\b[a-z][a-z0-9+]{1,9}://[^\s'"<>)\]]+)
        |(?<path>(?<![\w<])(~|\.{1,2})?/[^\s'"<>()\[\]:;,]+|\b[\w.-]+/[\w./-]*\d[\w./-]*|\b[\w-]+(\.[\w-]+)*\.(root|rtraw|raw|esd|log|json|yaml|xml|py|so|dat|txt|tmp|sh|gz|h5|cc|cpp|cs)(\.\d+)*\b)
        |(?<host>\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b|\b[a-zA-Z][\w-]*(\.[a-zA-Z][\w-]*)+\.[a-z]{2,6}(:\d+)?\b|\b(wn|node|host|worker|n|se|ce|eos|storm)[-_a-z]{0,12}\d+\b)
        |(?<hex>\b0x[0-9a-fA-F]+\b|\b(?=[0-9a-fA-F]*\d)(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,64}\b)
        |(?<num>(?<![A-Za-z_])[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
