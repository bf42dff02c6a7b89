using Fathom.Cli.Workspaces;
using Fathom.Compute.Releases;
using Fathom.Production.Campaigns;
using Fathom.Production.Scouts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Cli.Campaigns;

/// <summary>A campaign defined in a YAML file: the detector's chain, or a chain of its own, with datasets, grouping, scouts and expiry.</summary>
internal static class CampaignFile
{
    /// <summary>Reads a definition.</summary>
    /// <exception cref="CommandException">The file is no definition; the message has the place.</exception>
    public static CampaignDefinition Read(WorkspaceSession session, string name, string path)
    {
        CampaignFileContent content = Parse(path);
        string? replicate = content.Replicate is "none" ? null : content.Replicate ?? WorkspaceLayout.Second;
        CampaignDefinition detector = Definitions.Detector(session, name, "", content.Conditions ?? WorkspaceLayout.Tag, replicate);
        IReadOnlyList<TransformationDefinition> chain = content.Chain is { } own
            ? new ChainFile(path, detector.Transformations.ToDictionary(step => step.Step), new ReleaseRegistry(session.Folders)).Read(own)
            : detector.Transformations;
        return detector with
        {
            GoodRunList = null,
            Datasets = content.Input,
            Conditions = content.Conditions ?? (chain.Any(step => step.NeedsConditions) ? WorkspaceLayout.Tag : null),
            Owner = content.Owner,
            Priority = content.Priority,
            Share = content.Share,
            KeepUp = content.KeepUp ? true : null,
            Scouts = content.Scouts is { } scouts ? new ScoutPolicy(scouts.Jobs, scouts.MostFailed, scouts.CompareWith, scouts.LeastPValue) : null,
            Expiry = content.Expire,
            Transformations = [.. chain.Select(step => step with
            {
                Grouping = step.Grouping ?? content.Group?.GetValueOrDefault(step.Step),
                Parameters = LogPolicy.AddTo(step.Parameters, content.Logs, path),
            })],
        };
    }

    private static CampaignFileContent Parse(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            CampaignFileContent content = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build()
                .Deserialize<CampaignFileContent?>(text) ?? throw new CommandException(ExitCode.Usage, $"{path}: expected a campaign, found nothing.");
            return content.Input.Count > 0 ? content : throw new CommandException(ExitCode.Usage, $"{path}: expected 'input' with at least one dataset query.");
        }
        catch (YamlException broken)
        {
            throw new CommandException(ExitCode.Usage, $"{path}, line {broken.Start.Line}: {broken.InnerException?.Message ?? broken.Message}");
        }
    }
}
