using Fathom.Cli.Workspaces;
using Fathom.Production.Campaigns;
using Fathom.Production.Scouts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Cli.Campaigns;

/// <summary>A campaign defined in a YAML file: the detector's chain with its own datasets, grouping, scouts and expiry.</summary>
internal static class CampaignFile
{
    /// <summary>Reads a definition.</summary>
    /// <exception cref="CommandException">The file is no definition; the message has the line.</exception>
    public static CampaignDefinition Read(WorkspaceSession session, string name, string path)
    {
        Content content = Parse(path);
        CampaignDefinition chain = Definitions.Detector(
            session, name, "", content.Conditions ?? WorkspaceLayout.Tag, content.Replicate is "none" ? null : content.Replicate ?? WorkspaceLayout.Second);
        return chain with
        {
            GoodRunList = null,
            Datasets = content.Input,
            Owner = content.Owner,
            Priority = content.Priority,
            Share = content.Share,
            KeepUp = content.KeepUp ? true : null,
            Scouts = content.Scouts is { } scouts ? new ScoutPolicy(scouts.Jobs, scouts.MostFailed, scouts.CompareWith, scouts.LeastPValue) : null,
            Expiry = content.Expire,
            Transformations = [.. chain.Transformations.Select(step => step with { Grouping = content.Group?.GetValueOrDefault(step.Step) })],
        };
    }

    private static Content Parse(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            Content content = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<Content?>(text)
                ?? throw new CommandException(ExitCode.Usage, $"{path}: expected a campaign, found nothing.");
            return content.Input.Count > 0 ? content : throw new CommandException(ExitCode.Usage, $"{path}: expected 'input' with at least one dataset query.");
        }
        catch (YamlException broken)
        {
            throw new CommandException(ExitCode.Usage, $"{path}, line {broken.Start.Line}: {broken.InnerException?.Message ?? broken.Message}");
        }
    }

    /// <summary>The members of the file.</summary>
    private sealed class Content
    {
        public List<string> Input { get; set; } = [];

        public string? Conditions { get; set; }

        public string? Replicate { get; set; }

        public string? Owner { get; set; }

        public int? Priority { get; set; }

        public double? Share { get; set; }

        public bool KeepUp { get; set; }

        public ScoutContent? Scouts { get; set; }

        public Dictionary<string, string>? Group { get; set; }

        public Dictionary<string, int>? Expire { get; set; }
    }

    private sealed class ScoutContent
    {
        public int? Jobs { get; set; }

        public double MostFailed { get; set; } = 0.1;

        public string? CompareWith { get; set; }

        public double LeastPValue { get; set; } = 0.001;
    }
}
