using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Vo.Releases;

/// <summary>Reads a release's description from YAML: strict, so that a misspelt key is an error and not a silent default.</summary>
public static class ReleaseYaml
{
    private const int LongestText = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ReleaseFileException">It is too long, or not of this form.</exception>
    public static ReleaseDescription ReadFile(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= LongestText ? Read(File.ReadAllText(path), path)
            : throw new ReleaseFileException(path, $"expected a description of at most {LongestText} bytes, found {length}.");
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML; its keys are those of <see cref="ReleaseDescription"/> with underscores.</param>
    /// <param name="path">Where it is from, for errors.</param>
    /// <exception cref="ReleaseFileException">It is not of this form.</exception>
    public static ReleaseDescription Read(string text, string path)
    {
        try
        {
            var form = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build()
                .Deserialize<ReleaseForm>(text) ?? new ReleaseForm();
            return form.ToDescription();
        }
        catch (YamlException error)
        {
            throw new ReleaseFileException(path, $"line {error.Start.Line}: {(error.InnerException ?? error).Message}", error);
        }
        catch (FormatException error)
        {
            throw new ReleaseFileException(path, error.Message, error);
        }
    }
}
