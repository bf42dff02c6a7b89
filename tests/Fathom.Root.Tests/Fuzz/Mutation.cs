using System.Buffers.Binary;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>Changes bytes at random: the same seed gives the same changes.</summary>
internal static class Mutation
{
    private static readonly uint[] s_lengths = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x00FFFFFF, 0x3FFFFFFF, 0x40000000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    /// <summary>A changed copy.</summary>
    internal static byte[] Of(byte[] whole, Random random)
    {
        byte[] changed = (byte[])whole.Clone();
        for (int change = random.Next(1, 5); change > 0 && changed.Length > 0; change--)
        {
            Change(changed, random);
        }

        return random.Next(25) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }

    private static void Change(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length);
        int length = Math.Min(random.Next(1, 9), bytes.Length - at);
        switch (random.Next(6))
        {
            case 0:
                random.NextBytes(bytes.AsSpan(at, length));
                break;
            case 1:
                bytes.AsSpan(random.Next(bytes.Length - length + 1), length).CopyTo(bytes.AsSpan(at));
                break;
            case 2:
                bytes.AsSpan(at, length).Fill((byte)(random.Next(2) * 255));
                break;
            case 3:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 4 when length >= sizeof(uint):
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), s_lengths[random.Next(s_lengths.Length)]);
                break;
            default:
                bytes[at] += (byte)random.Next(1, 4);
                break;
        }
    }
}
