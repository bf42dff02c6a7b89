using System.CommandLine;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>The job monitor's filters as options of a command.</summary>
internal sealed class JobFilterOptions
{
    private static readonly (string Name, string Value, string Description)[] Filters =
    [
        ("state", "STATE", "In this state."), ("minor", "TEXT", "With this minor status."), ("application", "TEXT", "With this application status."),
        ("cause", "TEXT", "With this cause."), ("site", "NAME", "At this site."), ("host", "NAME", "On this host."), ("owner", "NAME", "Of this owner."),
        ("campaign", "NAME", "Of this campaign."), ("step", "NAME", "Of this type."), ("transformation", "NAME", "Of the transformation of this name or id."),
        ("id", "RANGE", "With this id, such as 1-1000."), ("run", "RANGE", "Of this run, such as 5000-5100."),
        ("attempt", "RANGE", "With so many attempts, such as 2-."), ("failures", "RANGE", "With so many failures of the payload."),
        ("losses", "RANGE", "With so many losses of the infrastructure."), ("created-from", "TIME", "Created at this UTC time or later."),
        ("created-before", "TIME", "Created before this UTC time."), ("updated-from", "TIME", "Changed at this UTC time or later, or back from now: -24h."),
        ("updated-before", "TIME", "Last changed before this UTC time."),
    ];

    private readonly Option<string[]>[] _options =
        [.. Filters.Select(filter => new Option<string[]>($"--{filter.Name}") { Description = filter.Description, HelpName = filter.Value })];

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => _options;

    /// <summary>The filters that were given.</summary>
    public IReadOnlyList<JobFilterTerm> Read(ParseResult parse) =>
        [.. _options.Zip(Filters).SelectMany(pair => (parse.GetValue(pair.First) ?? []).Select(value => new JobFilterTerm(pair.Second.Name, value)))];

    /// <summary>Whether any filter was given.</summary>
    public bool AreGiven(System.CommandLine.Parsing.CommandResult result) => _options.Any(option => result.GetResult(option) is { Implicit: false });
}
