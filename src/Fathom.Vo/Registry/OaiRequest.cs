using System.Globalization;

namespace Fathom.Vo.Registry;

/// <summary>What a harvester asks (OAI-PMH 2.0, section 4).</summary>
/// <param name="Verb">What is asked.</param>
/// <param name="Given">Its arguments.</param>
internal sealed record OaiRequest(string Verb, IReadOnlyDictionary<string, string> Given)
{
    private const string DayForm = "yyyy-MM-dd";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly Dictionary<string, (string[] Needed, string[] Allowed)> Verbs = new(StringComparer.Ordinal)
    {
        ["Identify"] = ([], []),
        ["ListMetadataFormats"] = ([], ["identifier"]),
        ["ListSets"] = ([], ["resumptionToken"]),
        ["ListIdentifiers"] = (["metadataPrefix"], ["from", "until", "set", "resumptionToken"]),
        ["ListRecords"] = (["metadataPrefix"], ["from", "until", "set", "resumptionToken"]),
        ["GetRecord"] = (["identifier", "metadataPrefix"], []),
    };

    /// <summary>First time of change that is asked for.</summary>
    public DateTimeOffset? From { get; private init; }

    /// <summary>Last time of change that is asked for, with it.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="OaiException">It is wrong.</exception>
    public static OaiRequest Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in parameters)
        {
            if (!given.TryAdd(name, value))
            {
                throw name == "verb" ? new OaiException("badVerb", "verb is given more than once.") : Wrong($"{name} is given more than once.");
            }
        }

        if (!given.Remove("verb", out string? verb) || !Verbs.TryGetValue(verb, out (string[] Needed, string[] Allowed) rule))
        {
            throw new OaiException("badVerb", $"verb is one of {string.Join(", ", Verbs.Keys)}.");
        }

        if (given.Keys.FirstOrDefault(name => !rule.Needed.Contains(name) && !rule.Allowed.Contains(name)) is { } unknown)
        {
            throw Wrong($"{verb} does not know {unknown}.");
        }

        if (given.ContainsKey("resumptionToken"))
        {
            throw new OaiException("badResumptionToken", "Lists come whole here: no token was given out.");
        }

        return rule.Needed.FirstOrDefault(name => !given.ContainsKey(name)) is { } missing
            ? throw Wrong($"{verb} needs {missing}.")
            : Dated(new OaiRequest(verb, given));
    }

    private static OaiRequest Dated(OaiRequest request)
    {
        string? from = request.Given.GetValueOrDefault("from"), until = request.Given.GetValueOrDefault("until");
        if (from is not null && until is not null && from.Length != until.Length)
        {
            throw Wrong("from and until must have the same form.");
        }

        DateTimeOffset? last = Time("until", until);
        OaiRequest dated = request with { From = Time("from", from), Until = until?.Length == DayForm.Length ? last + TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1) : last };
        return dated.From > dated.Until ? throw Wrong("from is later than until.") : dated;
    }

    private static DateTimeOffset? Time(string name, string? given) => given is null ? null
        : DateTimeOffset.TryParseExact(given, [DayForm, TimeForm], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : throw Wrong($"{name} is a day such as 2026-01-31 or a time such as 2026-01-31T12:00:00Z.");

    private static OaiException Wrong(string problem) => new("badArgument", problem);
}
