using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Twin.Scenarios;

/// <summary>Scenarios: those that are shipped, and those of files.</summary>
public static class ScenarioLibrary
{
    private const int LongestFile = 1 << 20;

    /// <summary>Names of the shipped scenarios.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. typeof(ScenarioLibrary).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Select(name => name[..^".yaml".Length]).Order(StringComparer.Ordinal)];

    /// <summary>A shipped scenario by name, or the scenario of a file.</summary>
    /// <exception cref="ScenarioException">There is none, it cannot be read, or it makes no sense.</exception>
    public static Scenario Load(string nameOrFile)
    {
        using Stream? shipped = typeof(ScenarioLibrary).Assembly.GetManifestResourceStream(nameOrFile + ".yaml");
        if (shipped is not null)
        {
            using var reader = new StreamReader(shipped);
            return Parse(reader.ReadToEnd(), nameOrFile);
        }

        if (!File.Exists(nameOrFile))
        {
            throw new ScenarioException($"There is no scenario and no file {nameOrFile}; shipped are {string.Join(", ", Shipped)}.");
        }

        if (new FileInfo(nameOrFile).Length > LongestFile)
        {
            throw new ScenarioException($"{nameOrFile}: longer than {LongestFile} bytes, which no scenario is.");
        }

        return Parse(File.ReadAllText(nameOrFile), nameOrFile);
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="origin">Where it is from, for messages.</param>
    /// <exception cref="ScenarioException">It cannot be read, or it makes no sense.</exception>
    public static Scenario Parse(string text, string origin)
    {
        try
        {
            Scenario scenario = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
                .Deserialize<Scenario>(text) ?? throw new ScenarioException($"{origin}: empty.");
            ScenarioRules.Check(scenario, origin);
            return scenario;
        }
        catch (YamlException fault)
        {
            throw new ScenarioException($"{origin}:{fault.Start.Line}:{fault.Start.Column}: {(fault.InnerException ?? fault).Message}", fault);
        }
    }
}
