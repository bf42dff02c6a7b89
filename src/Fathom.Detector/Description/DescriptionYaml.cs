using System.Globalization;
using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Detector.Description;

/// <summary>Text to description: strict, so that a misspelt key is an error and not a silent default.</summary>
internal static class DescriptionYaml
{
    private const int MaximumBytes = 1 << 20;

    internal static string ReadBounded(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaximumBytes)
        {
            throw new DetectorDescriptionException(path, "file", $"at most {MaximumBytes} bytes",
                string.Create(CultureInfo.InvariantCulture, $"{length} bytes"));
        }

        return File.ReadAllText(path);
    }

    internal static DetectorDescription Deserialize(string yaml, string source)
    {
        var deserializer = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            return deserializer.Deserialize<DetectorDescription>(yaml)
                ?? throw new DetectorDescriptionException(source, "file", "a detector description", "nothing");
        }
        catch (YamlException error)
        {
            var reason = error.InnerException?.Message ?? error.Message;
            throw new DetectorDescriptionException(source, $"line {error.Start.Line}", "a known key with a value of its type",
                reason, error);
        }
    }

    internal static string EmbeddedDefault()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("juno-like.yaml")
            ?? throw new InvalidOperationException("The embedded detector description is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
