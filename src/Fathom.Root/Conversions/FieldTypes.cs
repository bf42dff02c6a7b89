using System.Globalization;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;

namespace Fathom.Root.Conversions;

/// <summary>The structure of a field by what was read of it: C++ type where there is one, and the shape of the column.</summary>
internal static class FieldTypes
{
    /// <summary>Whether a field that we write can hold a column: there is none for objects as a whole.</summary>
    internal static bool Holds(RootColumn shape) => shape switch
    {
        ObjectColumn => false,
        ListColumn lists => Holds(lists.Items),
        RecordColumn record => record.Members.All(Holds),
        ChoiceColumn choice => choice.Choices.All(Holds),
        _ => true,
    };

    /// <summary>The structure that a field had.</summary>
    internal static FieldType Of(NTupleField field, RootColumn shape)
    {
        bool wrapped = field.Subfields.Count == 1 && shape is NumberColumn<int> or NumberColumn<uint> or NumberColumn<long>;
        return shape switch
        {
            ListColumn when field.TypeName.StartsWith("std::bitset<", StringComparison.Ordinal) => FieldType.Bitset(Length(field.TypeName, '<')),
            ListColumn lists when field.TypeName.StartsWith("std::array<", StringComparison.Ordinal) =>
                FieldType.Array(Of(field.Subfields[0], lists.Items), Length(field.TypeName, ',')),
            ListColumn lists => FieldType.List(Of(field.Subfields[0], lists.Items), field.TypeName),
            RecordColumn record => FieldType.Record(
                field.TypeName, [.. field.Subfields.Select((member, i) => (member.Name, Of(member, record.Members[i])))]),
            ChoiceColumn choice when field.TypeName.StartsWith("std::variant<", StringComparison.Ordinal) =>
                FieldType.Variant([.. field.Subfields.Select((alternative, i) => Of(alternative, choice.Choices[i]))]),
            ChoiceColumn choice => FieldType.Optional(Of(field.Subfields[0], choice.Choices[0]), field.TypeName),
            _ when wrapped => FieldType.KeptAs(field.TypeName, Of(field.Subfields[0], shape)),
            _ when field.TypeName == "std::byte" => FieldType.Byte,
            _ when field.TypeName == "char" => FieldType.Character,
            _ => Of(shape),
        };
    }

    /// <summary>A structure for a column that a tree gave.</summary>
    internal static FieldType Of(RootColumn shape) => shape switch
    {
        TextColumn => FieldType.Text,
        ListColumn { Items: RecordColumn { Positional: false } record } => FieldType.List(Of(record), ""),
        ListColumn lists => FieldType.List(Of(lists.Items)),
        RecordColumn { Positional: true, Members.Count: 2 } pair => FieldType.Pair(Of(pair.Members[0]), Of(pair.Members[1])),
        RecordColumn record => FieldType.Record("", [.. ColumnNames.Distinct(record.Names).Select((name, i) => (name, Of(record.Members[i])))]),
        ChoiceColumn choice => FieldType.Variant([.. choice.Choices.Select(Of)]),
        NumberColumn<bool> => FieldType.Number<bool>(),
        NumberColumn<sbyte> => FieldType.Number<sbyte>(),
        NumberColumn<byte> => FieldType.Number<byte>(),
        NumberColumn<short> => FieldType.Number<short>(),
        NumberColumn<ushort> => FieldType.Number<ushort>(),
        NumberColumn<int> => FieldType.Number<int>(),
        NumberColumn<uint> => FieldType.Number<uint>(),
        NumberColumn<long> => FieldType.Number<long>(),
        NumberColumn<ulong> => FieldType.Number<ulong>(),
        NumberColumn<float> => FieldType.Number<float>(),
        NumberColumn<double> => FieldType.Number<double>(),
        _ => throw new NotSupportedException($"{shape.GetType().Name}"),
    };

    /// <summary>The number before the last bracket.</summary>
    private static int Length(string typeName, char before)
    {
        int start = typeName.LastIndexOf(before) + 1;
        return int.Parse(typeName.AsSpan(start, typeName.LastIndexOf('>') - start).Trim(), CultureInfo.InvariantCulture);
    }
}
