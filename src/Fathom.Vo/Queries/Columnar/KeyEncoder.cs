using System.Runtime.CompilerServices;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Writes values as 64 bits that are equal where the values are.</summary>
internal sealed class KeyEncoder
{
    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);

    /// <summary>Bits of the values of a block; without meaning where they are NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Encode(Vector values, int count, Span<long> bits, Span<bool> nulls)
    {
        switch (values)
        {
            case IntegerVector whole:
                whole.Values.AsSpan(0, count).CopyTo(bits);
                whole.Nulls.AsSpan(0, count).CopyTo(nulls);
                return;
            case RealVector real:
                for (int i = 0; i < count; i++)
                {
                    // Both zeros are one value.
                    bits[i] = BitConverter.DoubleToInt64Bits(real.Values[i] + 0.0);
                    nulls[i] = double.IsNaN(real.Values[i]);
                }

                return;
            default:
                for (int i = 0; i < count; i++)
                {
                    nulls[i] = values.IsNull(i);
                    bits[i] = nulls[i] ? 0 : Number(Text(values.Box(i)!));
                }

                return;
        }
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        Adql.Geometry.SkyShape shape => Adql.Geometry.ShapeText.Write(shape),
        Adql.Geometry.MocCoverage coverage => coverage.Text,
        Array array => string.Join(' ', array.Cast<object>()),
        _ => value.ToString()!,
    };

    private long Number(string text)
    {
        if (!_texts.TryGetValue(text, out long number))
        {
            number = _texts.Count;
            _texts.Add(text, number);
        }

        return number;
    }
}
