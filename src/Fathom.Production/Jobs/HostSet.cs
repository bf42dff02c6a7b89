namespace Fathom.Production.Jobs;

/// <summary>Different hosts, as one text: sorted, one a line.</summary>
public readonly record struct HostSet(string Lines)
{
    /// <summary>No host.</summary>
    public static HostSet Empty { get; } = new("");

    /// <summary>How many different hosts.</summary>
    public int Count => string.IsNullOrEmpty(Lines) ? 0 : Lines.AsSpan().Count('\n') + 1;

    /// <summary>The set with one host more.</summary>
    public HostSet With(string host)
    {
        string name = host.ReplaceLineEndings(" ").Trim();
        return new HostSet(string.Join('\n', Hosts().Append(name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    private string[] Hosts() => string.IsNullOrEmpty(Lines) ? [] : Lines.Split('\n');
}
