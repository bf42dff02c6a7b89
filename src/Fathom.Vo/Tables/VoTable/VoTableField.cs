using System.Xml;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>A FIELD as it is read.</summary>
/// <param name="Column">What it holds; bits are truth values, complex numbers pairs.</param>
/// <param name="DataType">VOTable's own word for the type.</param>
/// <param name="Null">The text of the value that stands for none; null: none does.</param>
internal sealed record VoTableField(ColumnDescription Column, string DataType, string? Null)
{
    /// <summary>Elements of each value; null: they vary. Of complex numbers both parts count.</summary>
    public int? FixedSize => Column.ArraySize is null ? 1 : BinaryColumn.FixedSize(Column.ArraySize);

    /// <summary>A field of attributes.</summary>
    /// <exception cref="TableFormatException">Its type or size is none.</exception>
    public static VoTableField Of(XmlReader reader, IReadOnlyDictionary<string, string> frames, IReadOnlyDictionary<string, TimeSystem> clocks)
    {
        var word = reader.GetAttribute("datatype") ?? "";
        var reference = reader.GetAttribute("ref") ?? "";
        var name = reader.GetAttribute("name") ?? reader.GetAttribute("ID")
            ?? throw VoTableReader.Problem(reader, "expected a FIELD with a name, found one without.");
        return new VoTableField(
            new ColumnDescription(name, Type(reader, word))
            {
                ArraySize = Size(reader, word, reader.GetAttribute("arraysize")?.Trim()),
                Unit = NullIfEmpty(reader.GetAttribute("unit")),
                Ucd = NullIfEmpty(reader.GetAttribute("ucd")),
                Utype = NullIfEmpty(reader.GetAttribute("utype")),
                Xtype = NullIfEmpty(reader.GetAttribute("xtype")),
                Frame = frames.GetValueOrDefault(reference),
                Time = clocks.GetValueOrDefault(reference),
            },
            word,
            null);
    }

    private static VoType Type(XmlReader reader, string word) => word switch
    {
        "boolean" or "bit" => VoType.Boolean,
        "unsignedByte" => VoType.UnsignedByte,
        "short" => VoType.Short,
        "int" => VoType.Int,
        "long" => VoType.Long,
        "float" or "floatComplex" => VoType.Float,
        "double" or "doubleComplex" => VoType.Double,
        "char" => VoType.Char,
        "unicodeChar" => VoType.UnicodeChar,
        _ => throw VoTableReader.Problem(reader, $"expected a datatype of VOTable, found '{word}'."),
    };

    private static string? Size(XmlReader reader, string word, string? size)
    {
        CheckSize(reader, size);
        var isText = word is "char" or "unicodeChar";
        if (word.EndsWith("Complex", StringComparison.Ordinal))
        {
            return size is null or "1" ? "2" : $"2x{size}";
        }

        // Texts of several dimensions are read as one text; a single character is a text of one.
        return isText ? size is null ? "1" : size.Contains('x', StringComparison.Ordinal) ? Flat(size) : size
            : size is "1" or "" ? null : size;
    }

    private static string Flat(string size) => BinaryColumn.FixedSize(size) is { } all ? all.ToString(System.Globalization.CultureInfo.InvariantCulture) : "*";

    private static void CheckSize(XmlReader reader, string? size)
    {
        foreach (var part in (size ?? "").Split('x', StringSplitOptions.RemoveEmptyEntries))
        {
            var number = part.TrimEnd('*');
            if (part.Length - number.Length > 1 || number.Length > 9 || !number.All(char.IsAsciiDigit))
            {
                throw VoTableReader.Problem(reader, $"expected an arraysize such as 3, * or 2x*, found '{size}'.");
            }
        }

        try
        {
            BinaryColumn.FixedSize(size ?? "1");
        }
        catch (OverflowException error)
        {
            throw new TableFormatException($"the arraysize {size} is too large.", inner: error);
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
