using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Detector.Telescope;

/// <summary>Telescope descriptions: those that come with Fathom, and files.</summary>
public static class TelescopeDescriptions
{
    private const string Prefix = "Fathom.Detector.Telescope.";
    private const string Suffix = ".yaml";

    /// <summary>Names of the descriptions that come with Fathom.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>A description that comes with Fathom.</summary>
    /// <exception cref="TelescopeDescriptionException">There is none of this name.</exception>
    public static TelescopeDescription Load(string name)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            throw new TelescopeDescriptionException(name, $"no such telescope; known: {string.Join(", ", Names)}");
        }

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix)!;
        using var text = new StreamReader(stream);
        return Parse(text, name);
    }

    /// <summary>A description from YAML text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="origin">What messages call the source.</param>
    /// <exception cref="TelescopeDescriptionException">A member is missing, unknown or out of range.</exception>
    public static TelescopeDescription Parse(TextReader text, string origin)
    {
        try
        {
            var yaml = new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .Build();
            var description = yaml.Deserialize<TelescopeDescription?>(text)
                ?? throw new TelescopeDescriptionException(origin, "expected a description, found an empty file");
            Check(description, origin);
            return description;
        }
        catch (YamlException broken)
        {
            throw new TelescopeDescriptionException(
                origin, $"line {broken.Start.Line}: {broken.InnerException?.Message ?? broken.Message}", broken);
        }
    }

    private static void Check(TelescopeDescription description, string origin)
    {
        Range(description.LatitudeDeg, -90, 90, "latitudeDeg", origin);
        Range(description.LongitudeDeg, -180, 180, "longitudeDeg", origin);
        Range(description.HeightM, -12_000, 10_000, "heightM", origin);
        Range(description.GridConvergenceDeg, -180, 180, "gridConvergenceDeg", origin);
        Range(description.PhaseIndex, 1.0001, 3, "phaseIndex", origin);
        Range(description.GroupIndex, 1.0001, 3, "groupIndex", origin);
    }

    private static void Range(double value, double min, double max, string member, string origin)
    {
        if (!(value >= min && value <= max))
        {
            throw new TelescopeDescriptionException(
                origin, FormattableString.Invariant($"expected {member} from {min} to {max}, found {value}"));
        }
    }
}
