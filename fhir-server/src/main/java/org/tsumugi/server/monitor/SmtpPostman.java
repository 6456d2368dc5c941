package org.tsumugi.server.monitor;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends mails through an SMTP server. */
public final class SmtpPostman implements MailOutbox.Postman {

    private final JavaMailSenderImpl sender;
    private final String from;
    private final List<String> to;

    /** Sends through {@code sender}. */
    public SmtpPostman(JavaMailSenderImpl sender, String from, List<String> to) {
        this.sender = sender;
        this.from = from;
        this.to = List.copyOf(to);
    }

    @Override
    public void deliver(UUID id, String subject, String body) {
        try {
            MimeMessage mail = new NamedMail(sender.getSession(), id);
            mail.setFrom(new InternetAddress(from));
            for (String address : to) {
                mail.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
            }
            mail.setSubject(subject, StandardCharsets.UTF_8.name());
            mail.setText(body, StandardCharsets.UTF_8.name());
            // an absence note in answer would reach a machine
            mail.setHeader("Auto-Submitted", "auto-generated");
            sender.send(mail);
        } catch (MessagingException e) {
            throw new MailPreparationException(e);
        }
    }

    /** Keeps its Message-ID when it is sent again. */
    private static final class NamedMail extends MimeMessage {

        private final UUID id;

        NamedMail(Session session, UUID id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@tsumugi>");
        }
    }
}
