using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Production.Alerts.Rules;

/// <summary>A file of alerts as it is written: strict, so that a misspelt key is an error and not a silent default.</summary>
internal sealed class AlertYaml
{
    private const int LongestText = 1 << 18;

    public List<RuleYaml> Rules { get; set; } = [];

    public List<ChannelYaml> Channels { get; set; } = [];

    public List<string> Credentials { get; set; } = [];

    public Dictionary<string, string> RenewedFrom { get; set; } = [];

    /// <exception cref="AlertFileException">It is too long, or not of this form.</exception>
    public static AlertYaml Read(string text, string path)
    {
        if (text.Length > LongestText)
        {
            throw new AlertFileException(path, "file", $"at most {LongestText} characters", $"{text.Length}");
        }

        try
        {
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build()
                .Deserialize<AlertYaml>(text) ?? new AlertYaml();
        }
        catch (YamlException error)
        {
            throw new AlertFileException(
                path, $"line {error.Start.Line}", "a known key with a value of its type", (error.InnerException ?? error).Message.TrimEnd('.'));
        }
    }

    internal sealed class RuleYaml
    {
        public string Name { get; set; } = "";

        public bool Enabled { get; set; } = true;

        public string Fact { get; set; } = "";

        public double? Above { get; set; }

        public double? Below { get; set; }

        public double? Clear { get; set; }

        public string For { get; set; } = "0s";

        public string ClearFor { get; set; } = "0s";

        public string Repeat { get; set; } = "0s";

        public string Severity { get; set; } = "warning";

        public string Text { get; set; } = "";

        public string Do { get; set; } = "";
    }

    internal sealed class ChannelYaml
    {
        public string Name { get; set; } = "";

        public string? Url { get; set; }

        public string? Smtp { get; set; }

        public string? From { get; set; }

        public List<string> To { get; set; } = [];

        public string? User { get; set; }

        public string? SecretFile { get; set; }

        public bool Tls { get; set; } = true;

        public string Least { get; set; } = "warning";
    }
}
