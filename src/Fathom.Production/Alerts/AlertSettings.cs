using Fathom.Production.Alerts.Delivery;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts;

/// <summary>Rules and channels that hold for a workspace.</summary>
/// <param name="Rules">The shipped rules under the workspace's own.</param>
/// <param name="Channels">Where alerts are told; empty where the workspace names none.</param>
/// <param name="Credentials">Files of credentials whose end is watched, absolute: host certificates, proxies, tokens.</param>
public sealed record AlertSettings(IReadOnlyList<AlertRule> Rules, IReadOnlyList<AlertChannel> Channels, IReadOnlyList<string> Credentials)
{
    /// <summary>For credentials that something renews: the longer-lived credential that this takes, both absolute.</summary>
    public IReadOnlyDictionary<string, string> RenewedFrom { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the workspace's own file.</summary>
    public const string FileName = "alerts.yaml";

    /// <summary>The shipped rules, told nowhere.</summary>
    public static AlertSettings Shipped { get; } = new(AlertRuleFile.Shipped, [], []);

    /// <summary>Reads the file of a workspace; without one the shipped rules hold.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <exception cref="AlertFileException">The file cannot be used.</exception>
    public static AlertSettings Read(string path)
    {
        if (!File.Exists(path))
        {
            return Shipped;
        }

        AlertYaml file = AlertYaml.Read(File.ReadAllText(path), path);
        string[] credentials = [.. file.Credentials.Select(Absolute)];
        return new AlertSettings(AlertRuleFile.Merge(AlertRuleFile.Shipped, file, path), AlertChannelFile.Read(file, path), credentials)
        {
            RenewedFrom = file.RenewedFrom.GroupBy(renewal => Renewed(renewal.Key)).ToDictionary(same => same.Key, same => Absolute(same.Last().Value)),
        };

        string Absolute(string credential) => Path.GetFullPath(credential, Path.GetDirectoryName(path)!);

        string Renewed(string credential) => credentials.Contains(Absolute(credential))
            ? Absolute(credential)
            : throw new AlertFileException(path, "renewed_from", "files that 'credentials' names", credential);
    }
}
