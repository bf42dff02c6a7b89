using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Production.Logs;

/// <summary>The workspace's own file on whole logs, <c>logs.yaml</c>: good-days, failed-days, most-mib.</summary>
public static class LogSettings
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "logs.yaml";

    private const int LongestFile = 1 << 16;

    /// <summary>Reads the file of a workspace; without one the default holds.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="LogSettingsException">The file cannot be used.</exception>
    public static LogRetention Read(string path)
    {
        if (!File.Exists(path))
        {
            return LogRetention.Default;
        }

        if (new FileInfo(path).Length > LongestFile)
        {
            throw new LogSettingsException(path, $"at most {LongestFile} bytes, found {new FileInfo(path).Length}");
        }

        try
        {
            Content content = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build()
                .Deserialize<Content?>(File.ReadAllText(path)) ?? new Content();
            return new LogRetention(
                Within(path, "good-days", content.GoodDays, LogRetention.MostDays), Within(path, "failed-days", content.FailedDays, LogRetention.MostDays),
                (long)Within(path, "most-mib", content.MostMib, int.MaxValue) << 20);
        }
        catch (YamlException broken)
        {
            throw new LogSettingsException(path, $"good-days, failed-days, most-mib in line {broken.Start.Line}, found {(broken.InnerException ?? broken).Message}");
        }
    }

    private static int Within(string path, string name, int value, int most) =>
        value >= 0 && value <= most ? value : throw new LogSettingsException(path, $"{name} of 0 to {most}, found {value}");

    private sealed class Content
    {
        public int GoodDays { get; set; } = LogRetention.Default.GoodDays;

        public int FailedDays { get; set; } = LogRetention.Default.FailedDays;

        public int MostMib { get; set; } = (int)(LogRetention.Default.MostBytes >> 20);
    }
}

/// <summary>The file of a workspace on its logs cannot be used.</summary>
/// <param name="path">The file.</param>
/// <param name="fault">What was expected and what was found.</param>
public sealed class LogSettingsException(string path, string fault) : Exception($"{path}: expected {fault}.");
