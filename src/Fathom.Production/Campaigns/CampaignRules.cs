using System.Data.Common;
using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Catalog.Runs;
using Fathom.Database.Reading;
using Fathom.Production.Grouping;

namespace Fathom.Production.Campaigns;

/// <summary>What must be true of a definition before it becomes a campaign.</summary>
internal static class CampaignRules
{
    /// <summary>Why the campaign cannot be made, or null where it can.</summary>
    public static string? Fault(DbConnection connection, CampaignDefinition definition, GoodRunList? list) =>
        NameFault(definition.Name)
        ?? ChainFault(definition)
        ?? OptionFault(connection, definition)
        ?? ElementFault(connection, definition.OutputElement)
        ?? (definition.ReplicateTo is { } copy ? ElementFault(connection, copy) : null)
        ?? (definition.ReplicateTo == definition.OutputElement ? "The outputs cannot be replicated to the element that they are written to." : null)
        ?? (definition.GoodRunList is { } name && list is null ? $"There is no good run list {name}. Add it with 'fathom grl add'." : null)
        ?? InputFault(connection, definition)
        ?? ConditionsFault(connection, definition, list);

    private static bool IsWord(string word) =>
        word.Length is > 0 and <= 64 && word[0] != '.' && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string? NameFault(string name) =>
        IsWord(name) && name != "none"
            ? null
            : "The name of a campaign has 1 to 64 letters, digits, - _ or '.', does not begin with '.' and is not 'none'.";

    private static string? ChainFault(CampaignDefinition definition)
    {
        if (definition.Transformations.Count == 0)
        {
            return "The campaign has no transformation.";
        }

        if (definition.Transformations.FirstOrDefault(step => new[] { step.Name, step.InputTier, step.OutputTier }.Any(word => !IsWord(word))) is { } odd)
        {
            return $"'{odd.Name}' from '{odd.InputTier}' to '{odd.OutputTier}': transformations and tiers have 1 to 64 letters, digits, - _ or '.', and do not begin with '.'.";
        }

        if (definition.Transformations.Select(step => step.Name).Distinct(StringComparer.Ordinal).Count() < definition.Transformations.Count)
        {
            return "Two transformations of the campaign have one name.";
        }

        // A step whose outputs feed it again, or an earlier one, never ends.
        string[] tiers = [definition.Transformations[0].InputTier, .. definition.Transformations.Select(step => step.OutputTier)];
        if (tiers.GroupBy(tier => tier, StringComparer.Ordinal).FirstOrDefault(tier => tier.Count() > 1) is { } twice)
        {
            return $"{twice.Key} is made of itself: each tier of a chain comes once.";
        }

        for (int i = 1; i < definition.Transformations.Count; i++)
        {
            (TransformationDefinition before, TransformationDefinition step) = (definition.Transformations[i - 1], definition.Transformations[i]);
            if (before.OutputTier != step.InputTier)
            {
                return $"{step.Name} takes {step.InputTier}, but {before.Name} before it makes {before.OutputTier}.";
            }
        }

        return null;
    }

    private static string? OptionFault(DbConnection connection, CampaignDefinition definition) =>
        definition.Transformations.FirstOrDefault(step => step.Grouping is { } text && GroupingPolicy.Parse(text) is null) is { } ungrouped
            ? $"{ungrouped.Name}: expected a grouping (file, run, number N, size N GB, location N), found '{ungrouped.Grouping}'."
        : definition.Share is <= 0 or > 1e6 or double.NaN ? "The share of a campaign is above 0."
        : definition.Expiry?.Values.Any(days => days is < 0 or > 36_500) == true ? "Intermediates expire after 0 to 36500 days."
        : definition.Expiry?.Keys.FirstOrDefault(tier => definition.Transformations.SkipLast(1).All(step => step.OutputTier != tier)) is { } tier
            ? $"{tier} is no intermediate tier of the campaign: it cannot expire."
        : definition.Scouts?.Fault()
        ?? (definition.Scouts?.CompareWith is { } other && !connection.Exists("SELECT 1 FROM campaign WHERE name = @other", new { other })
            ? $"There is no campaign {other} to compare the scouts with." : null);

    private static string? ElementFault(DbConnection connection, string name) => StorageElementRegistry.Find(connection, name) switch
    {
        null => $"There is no storage element {name}.",
        { Banned: { } reason } => $"Storage element {name} is banned: {reason}.",
        _ => null,
    };

    private static string? InputFault(DbConnection connection, CampaignDefinition definition)
    {
        string tier = definition.Transformations[0].InputTier;
        bool[] sources = [definition.GoodRunList is not null, definition.Inputs.Count > 0, definition.Datasets is { Count: > 0 }];
        if (sources.Count(given => given) != 1)
        {
            return "A campaign takes its files from one of these: a good run list, a list of inputs, dataset queries.";
        }

        if (CampaignDatasets.Fault(connection, definition) is { } fault)
        {
            return fault;
        }

        string? missing = definition.Inputs.FirstOrDefault(lfn =>
            !connection.Exists("SELECT 1 FROM file WHERE lfn = @lfn AND tier = @tier AND state = 'Valid'", new { lfn, tier }));
        return missing is null ? null : $"There is no valid {tier} file {missing} in the catalogue.";
    }

    private static string? ConditionsFault(DbConnection connection, CampaignDefinition definition, GoodRunList? list)
    {
        if (!definition.Transformations.Any(step => step.NeedsConditions))
        {
            return null;
        }

        if (definition.Conditions is null || ConditionsTags.Find(connection, definition.Conditions) is not { } tag)
        {
            return $"There is no conditions tag {definition.Conditions ?? "(none named)"}, which the campaign needs.";
        }

        int[] uncovered = [.. (list?.Runs ?? []).Where(run => tag.For(run) is null)];
        return uncovered.Length == 0 ? null : $"Conditions tag {tag.Name} has no constants for runs {string.Join(", ", uncovered.Take(20))}.";
    }
}
