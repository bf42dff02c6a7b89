using System.Runtime.InteropServices;

namespace Fathom.Root.Tests.Files;

/// <summary>Values for samples: near zero, at the ends of the range, and any bits at all.</summary>
internal static class Draw
{
    private static readonly string[] s_texts = ["", "a", "CdVertexRecJVertex", "µ⁺ → e⁺", "中微子", "\U0001F30A", new('x', 300)];

    internal static T Value<T>(Random random) where T : unmanaged
    {
        Span<T> value = stackalloc T[1];
        Span<byte> bytes = MemoryMarshal.AsBytes(value);
        if (typeof(T) == typeof(bool))
        {
            bytes[0] = (byte)random.Next(2);
            return value[0];
        }

        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(bytes);
                break;
            case 1:
                bytes.Fill(0xFF);
                break;
            case 2:
                bytes[0] = (byte)random.Next(100);
                break;
            default:
                value[0] = Physical<T>(random);
                break;
        }

        return value[0];
    }

    internal static string Text(Random random) => s_texts[random.Next(s_texts.Length)];

    private static T Physical<T>(Random random) where T : unmanaged
    {
        double number = Math.Floor(random.NextDouble() * 100) + (random.Next(2) * 0.1);
        return typeof(T) == typeof(float) ? (T)(object)(float)-number
            : typeof(T) == typeof(double) ? (T)(object)-number
            : default;
    }
}
