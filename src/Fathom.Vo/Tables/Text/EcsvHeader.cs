using System.Text;
using Fathom.Vo.Tables.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fathom.Vo.Tables.Text;

/// <summary>The header of an ECSV table (Astropy Proposal for Enhancement 6).</summary>
/// <param name="Separator">A space or a comma.</param>
/// <param name="Columns">The columns.</param>
internal sealed record EcsvHeader(char Separator, IReadOnlyList<ColumnDescription> Columns)
{
    private const string Mark = "# %ECSV ";
    private const int LongestHeader = 1 << 22;

    /// <summary>Reads the header.</summary>
    /// <exception cref="TableFormatException">It is none.</exception>
    public static EcsvHeader Read(Stream stream, TableLimits limits)
    {
        using var reader = new StreamReader(new BoundedStream(stream, limits.Bytes), Encoding.UTF8, true, 1 << 12, leaveOpen: true);
        if (reader.ReadLine() is not { } first || !first.StartsWith(Mark, StringComparison.Ordinal))
        {
            throw new TableFormatException("expected '# %ECSV' and a version.", 1);
        }

        var yaml = new StringBuilder();
        while (reader.Peek() == '#' && reader.ReadLine() is { } line)
        {
            yaml.Append(line.AsSpan(line.StartsWith("# ", StringComparison.Ordinal) ? 2 : 1)).Append('\n');
            if (yaml.Length > LongestHeader)
            {
                throw new TableFormatException($"the header is longer than {LongestHeader} characters.");
            }
        }

        return Parse(yaml.ToString());
    }

    private static EcsvHeader Parse(string yaml)
    {
        try
        {
            var document = new YamlStream();
            document.Load(new StringReader(yaml));
            if (document.Documents.Count > 0 && document.Documents[0].RootNode is YamlMappingNode root && Child(root, "datatype") is YamlSequenceNode columns)
            {
                var separator = (Child(root, "delimiter") as YamlScalarNode)?.Value == "," ? ',' : ' ';
                return new EcsvHeader(separator, [.. columns.Select(Column)]);
            }
        }
        catch (YamlException error)
        {
            throw new TableFormatException($"the header is no YAML: {error.Message}", error.Start.Line + 1, error.Start.Column, error);
        }

        throw new TableFormatException("the header has no list 'datatype'.");
    }

    private static ColumnDescription Column(YamlNode node)
    {
        if (node is not YamlMappingNode column || (Child(column, "name") as YamlScalarNode)?.Value is not { Length: > 0 } name)
        {
            throw new TableFormatException("a column has no name.", node.Start.Line + 1);
        }

        var word = (Child(column, "datatype") as YamlScalarNode)?.Value;
        var type = word switch
        {
            "bool" => VoType.Boolean,
            "uint8" => VoType.UnsignedByte,
            "int8" or "int16" => VoType.Short,
            "uint16" or "int32" => VoType.Int,
            "uint32" or "int64" or "uint64" => VoType.Long,
            "float16" or "float32" => VoType.Float,
            "float64" or "float128" => VoType.Double,
            "string" => VoType.UnicodeChar,
            _ => throw new TableFormatException($"column {name}: expected a datatype of ECSV, found '{word}'.", node.Start.Line + 1),
        };
        return new ColumnDescription(name, type)
        {
            ArraySize = type == VoType.UnicodeChar ? "*" : null,
            Unit = (Child(column, "unit") as YamlScalarNode)?.Value,
            Description = (Child(column, "description") as YamlScalarNode)?.Value,
        };
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
}
