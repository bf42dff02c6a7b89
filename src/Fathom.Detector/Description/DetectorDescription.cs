using System.Text;

namespace Fathom.Detector.Description;

/// <summary>Everything the software knows of a detector, as its description file (YAML) states it.</summary>
/// <remarks>Instances from <see cref="Load"/> and <see cref="Parse"/> are validated.</remarks>
public sealed record DetectorDescription
{
    /// <summary>Identifies the detector in data files: 1 to 16 characters of a-z, 0-9 and '-'.</summary>
    public string Name { get; init; } = "";

    /// <summary>The spheres of the central detector and their refractive indices.</summary>
    public TargetDescription Target { get; init; } = new();

    /// <summary>How light is made and lost.</summary>
    public ScintillatorDescription Scintillator { get; init; } = new();

    /// <summary>The light sensors.</summary>
    public PmtArrayDescription Pmts { get; init; } = new();

    /// <summary>Digitisation and the readout window.</summary>
    public ReadoutDescription Readout { get; init; } = new();

    /// <summary>The multiplicity trigger.</summary>
    public TriggerDescription Trigger { get; init; } = new();

    /// <summary>Reads and validates a description file.</summary>
    /// <exception cref="DetectorDescriptionException">A value is missing, unknown or out of range.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DetectorDescription Load(string path) =>
        Parse(DescriptionYaml.ReadBounded(path), path);

    /// <summary>Parses and validates a description.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">What messages call it, such as its path.</param>
    /// <exception cref="DetectorDescriptionException">A value is missing, unknown or out of range.</exception>
    public static DetectorDescription Parse(string yaml, string source)
    {
        var description = DescriptionYaml.Deserialize(yaml, source);
        DescriptionRules.Check(description, source);
        return description;
    }

    /// <summary>The description of the JUNO-like detector that comes with Fathom.</summary>
    public static DetectorDescription Default => Parse(DescriptionYaml.EmbeddedDefault(), "juno-like.yaml (embedded)");

    /// <summary>Writes the description that comes with Fathom, comments and sources included.</summary>
    public static void WriteDefault(string path) =>
        File.WriteAllText(path, DescriptionYaml.EmbeddedDefault(), new UTF8Encoding(false));
}
